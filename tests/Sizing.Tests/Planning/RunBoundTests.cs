using Sizing.Performance;
using Sizing.Planning.Runs;
using Sizing.Training;

namespace Sizing.Tests.Planning;

/// <summary>What the search of training runs leaves out rests on these: no shape is faster, or needs less memory, than its bound.</summary>
public sealed class RunBoundTests
{
    private const int Shapes = 60;

    [Theory]
    [InlineData("meta-llama/Llama-3.1-8B", TrainingMethod.Full, 4096)]
    [InlineData("meta-llama/Llama-3.3-70B-Instruct", TrainingMethod.Full, 16_384)]
    [InlineData("Qwen/Qwen3-30B-A3B", TrainingMethod.Full, 4096)]
    [InlineData("deepseek-ai/DeepSeek-R1", TrainingMethod.Full, 4096)]
    [InlineData("google/gemma-3-27b-it", TrainingMethod.Full, 8192)]
    [InlineData("bigscience/bloom", TrainingMethod.Full, 2048)]
    [InlineData("meta-llama/Llama-3.1-8B", TrainingMethod.Lora, 4096)]
    [InlineData("meta-llama/Llama-3.1-8B", TrainingMethod.Qlora, 2048)]
    public void No_shape_beats_its_bound(string model, TrainingMethod method, int sequence)
    {
        var question = new TrainingQuestion(Catalog.Model(model)) { Tokens = 1e9, Sequence = sequence, GlobalBatch = 96, AllowFp8 = true, AllowOffload = true };
        var memory = new RunMemory(question, method);
        var random = new Random(41);

        foreach (var gpu in new[] { Catalog.Gpu("H100"), Catalog.Gpu("RTX 4090"), Catalog.Gpu("MI300X") })
        {
            var (rates, shapes) = (RunRates.Of(question.Model, gpu), RunShapes.Of(question, method, 8, 4096));
            for (var turn = 0; turn < Shapes; turn++)
            {
                var shape = shapes[random.Next(shapes.Count)];
                var run = shape.Of(question, method, gpu);
                var step = TrainingCompute.Of(run).Step.Value.Value;
                var (seconds, bytes) = (memory.Work(shape).LeastSeconds(shape, rates), memory.Work(shape).LeastBytes(shape));

                Assert.True(seconds <= step * (1 + 1e-9), $"{shape} on {gpu}: {step} s, bound {seconds} s");
                Assert.True(bytes.Count <= TrainingMemory.Of(run).Device.Value.Whole, $"{shape}: {TrainingMemory.Of(run).Device.Value}, bound {bytes}");
                Assert.True(shape.Offloads || seconds >= 0.2 * step, $"{shape} on {gpu}: a bound of {seconds} s says little of {step} s");
            }
        }
    }
}
