using System.Diagnostics;
using BenchmarkDotNet.Running;
using Benchmarks;
using Sizing;

if (args.Length > 0)
{
    BenchmarkSwitcher.FromAssembly(typeof(PlanSweep).Assembly).Run(args);
    return;
}

string[] models = ["meta-llama/Llama-3.3-70B-Instruct", "Qwen/Qwen2.5-7B-Instruct", "deepseek-ai/DeepSeek-R1", "openai/gpt-oss-120b"];
Console.WriteLine("| what | result |");
Console.WriteLine("|---|---|");
Plans(models);
Linear(models[0]);
foreach (var model in models)
    Search(model);
Train(models[1]);

static void Plans(string[] names)
{
    var models = names.Select(Catalog.Model).ToList();
    new PlanSweep(models[0]).Run(2);
    var (clock, processor) = (Stopwatch.StartNew(), ProcessorSeconds());
    var (plans, fitting, checksum, setup, allocated) = (0L, 0L, 0.0, 0.0, 0L);
    foreach (var model in models)
    {
        var before = clock.Elapsed.TotalSeconds;
        var sweep = new PlanSweep(model);
        setup += clock.Elapsed.TotalSeconds - before;
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var (count, fit, sum) = sweep.Run(256);
        allocated += GC.GetAllocatedBytesForCurrentThread() - bytes;
        (plans, fitting, checksum) = (plans + count, fitting + fit, checksum + sum);
    }

    Console.WriteLine($"| plans of {models.Count} models, every GPU, division and precision, 1 to 256 clients | {plans:N0} |");
    Console.WriteLine($"| of them fit | {fitting:N0} |");
    Console.WriteLine($"| plans per second on one core, tables set up within | {plans / clock.Elapsed.TotalSeconds:N0} |");
    Console.WriteLine($"| the same by processor time of all threads | {plans / (ProcessorSeconds() - processor):N0} |");
    Console.WriteLine($"| fitting plans per second, tables and all other plans within | {fitting / clock.Elapsed.TotalSeconds:N0} |");
    Console.WriteLine($"| of {clock.Elapsed.TotalSeconds:0.00} s, tables took | {setup:0.00} s |");
    Console.WriteLine($"| bytes allocated for a plan | {(double)allocated / plans:0.######} |");
    Console.WriteLine($"| checksum of all numbers | {checksum:G12} |");
}

static double ProcessorSeconds() => Environment.CpuUsage.TotalTime.TotalSeconds;

static void Linear(string name)
{
    var sweep = new PlanSweep(Catalog.Model(name));
    foreach (var clients in new[] { 64, 128, 256, 512 })
    {
        var clock = Stopwatch.StartNew();
        var (plans, _, _) = sweep.Run(clients);
        Console.WriteLine($"| nanoseconds a plan, {plans:N0} plans | {clock.Elapsed.TotalNanoseconds / plans:0} |");
    }
}

static void Search(string name)
{
    var question = new ServingQuestion(Catalog.Model(name)) { Input = 2000, Output = 300, Rate = 5, TargetFirstTokenSeconds = 2, TargetPerTokenSeconds = 0.05 };
    var times = Enumerable.Range(0, 15).Select(_ => Seconds(() => question.Plan())).ToList();
    Console.WriteLine($"| search of the full catalog, {name}, the first and the median of the last 5 | {times[0] * 1e3:0} ms, {times.TakeLast(5).Order().ElementAt(2) * 1e3:0} ms |");
}

static void Train(string name)
{
    var question = new TrainingQuestion(Catalog.Model(name)) { Tokens = 1e9 };
    var clock = Stopwatch.StartNew();
    var (first, processor) = (question.Plan().Plans.Count, ProcessorSeconds());
    var seconds = clock.Elapsed.TotalSeconds;
    question.Plan();
    Console.WriteLine($"| search of training runs over the full catalog, {name}, {first} GPUs with a run, the first; then processor time of the second | {seconds * 1e3:0} ms; {(ProcessorSeconds() - processor) * 1e3:0} ms |");
}

static double Seconds(Func<Deployments> search)
{
    var clock = Stopwatch.StartNew();
    search();
    return clock.Elapsed.TotalSeconds;
}
