using Sizing.Explain;

namespace Sizing.Tests.Performance;

/// <summary>The trees of a step and of a first token: they add up to the numbers of the fast path, name what happens and nothing else.</summary>
public sealed class ExplainedSpeedTests
{
    private static double Layers(IReadOnlyList<Input> pairs) => Enumerable.Range(0, pairs.Count / 2).Sum(pair => pairs[2 * pair].Value.Value * pairs[2 * pair + 1].Value.Value);

    private static readonly SystemSpec Dgx = Catalog.System("DGX H100");

    private static readonly Serving Llama = new(Catalog.Model("meta-llama/Meta-Llama-3-8B"), Dgx.Gpu) { Input = 1000, Output = 200, Context = 4096, Concurrency = 32 };

    private static readonly Serving Mixtral = Llama with { Model = Catalog.Model("mistralai/Mixtral-8x7B-v0.1"), Gpu = Catalog.Gpu("B200") };

    private static readonly Dictionary<string, Serving> Servings = new()
    {
        ["one GPU"] = Llama,
        ["sampled, on a busy host"] = Llama with { Load = new() { Sampled = true, HostSeconds = 0.001 } },
        ["drafted tokens"] = Llama with { Plan = new(2), Load = new() { Drafted = 3 } },
        ["more drafted tokens than weights are worth"] = Llama with { Plan = new(2), Concurrency = 256, Load = new() { Drafted = 3 } },
        ["more drafted tokens than experts are worth"] = Mixtral with { Plan = new(1, 1, 4, 4), Concurrency = 1024, Load = new() { Drafted = 3 } },
        ["drafted tokens of a mixture"] = Mixtral with { Load = new() { Drafted = 3 } },
        ["stages in one server"] = Llama with { Plan = new(2, 2) },
        ["stages in two servers, long prompts, drafted tokens"] = Llama with { System = Dgx, Plan = new(8, 2), Input = 9000, Context = 10_000, Load = new() { Drafted = 3 } },
        ["replicas of a mixture"] = Mixtral with { Plan = new(1, 1, 4, 4) },
        ["replicas of a mixture with drafted tokens"] = Mixtral with { Plan = new(1, 1, 4, 4), Load = new() { Drafted = 3 } },
        ["replicas that hold prompts back"] = Mixtral with { Plan = new(1, 1, 4, 4), Load = new() { HeldSteps = 20 } },
        ["padded replicas' prompts"] = Mixtral with { Plan = new(1, 1, 4, 4), Engine = ServingEngine.Parse("sglang") },
        ["prompts computed elsewhere"] = Llama with { Plan = new(Data: 2), Load = new() { PrefillReplicas = 3 } },
        ["arrivals at random"] = Llama with { Load = new() { RequestsPerSecond = 5 } },
        ["arrivals, prompts computed elsewhere"] = Llama with { Load = new() { RequestsPerSecond = 5, PrefillReplicas = 2 } },
        ["more clients than slots"] = Llama with { MaxSequences = 8 },
        ["ten rounds at once"] = Llama with { MaxSequences = 8, Load = new() { Rounds = 10, AllAtOnce = true } },
        ["layers with a state, requests looked for every ten steps"] = Llama with { Model = Catalog.Model("nvidia/NVIDIA-Nemotron-Nano-9B-v2"), Load = new() { PollSteps = 10 } },
        ["a shared prefix"] = Llama with { PrefixHit = 0.5 },
        ["short prompts from CUDA graphs"] = Llama with { Input = 100 },
        ["latent attention in blocks of FP8"] = Llama with { Model = Catalog.Model("deepseek-ai/DeepSeek-V3.2"), Gpu = Catalog.Gpu("B200"), Plan = new(8), Weights = WeightFormat.Fp8Block },
    };

    public static TheoryData<string> Names => [.. Servings.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_trees_add_up_to_the_numbers_of_the_fast_path(string name)
    {
        var speed = Servings[name].Estimate().Speed();

        Assert.Equal(speed.Point.Step.Total, speed.StepTerm.Value.Value, 12);
        Assert.Equal(speed.Point.TimePerToken, speed.TimePerTokenTerm.Value.Value, 12);
        Assert.Equal(speed.Point.TimeToFirstToken, speed.FirstTokenTerm.Value.Value, 12);
    }

    [Theory]
    [InlineData("one GPU", "Matrices outside routed experts, Reading the cache, Share of other requests' prompts, Kernel launches and other fixed times of layers, Scheduler and sampler")]
    [InlineData("sampled, on a busy host", "Matrices outside routed experts, Reading the cache, Share of other requests' prompts, Kernel launches and other fixed times of layers, Scheduler and sampler, Sorting logits, Waiting for the host")]
    [InlineData("prompts computed elsewhere", "Matrices outside routed experts, Reading the cache, Kernel launches and other fixed times of layers, Scheduler and sampler")]
    [InlineData("replicas of a mixture", "Matrices outside routed experts, Routed experts, Reading the cache, Share of other requests' prompts, Kernel launches and other fixed times of layers, Scheduler and sampler, All-reduces")]
    public void A_step_names_what_it_does_and_nothing_else(string name, string parts) =>
        Assert.Equal(parts, Parts(Servings[name].Estimate().Speed().StepTerm));

    [Theory]
    [InlineData("one GPU", "From text to tokens, Steps that pass, The prompt itself, Wait for prompts of others")]
    [InlineData("prompts computed elsewhere", "From text to tokens, Steps that pass, The prompt itself, Wait for prompts of others, Sending the prompt's cache")]
    [InlineData("more clients than slots", "From text to tokens, Steps that pass, The prompt itself, Wait for prompts of others, Wait for a slot")]
    public void A_first_token_names_what_it_waits_for_and_nothing_else(string name, string parts) =>
        Assert.Equal(parts, Parts(Servings[name].Estimate().Speed().FirstTokenTerm));

    [Theory]
    [InlineData("one GPU", "Matrices, Attention")]
    [InlineData("replicas of a mixture", "Matrices, Attention, Routed experts, All-reduces of prompts")]
    public void A_prompt_names_its_work(string name, string parts) => Assert.Equal(parts, Parts(Find(Servings[name].Estimate().Speed().FirstTokenTerm, "Work of the prompt")));

    [Theory]
    [InlineData("one GPU", "Matrices, Attention")]
    [InlineData("replicas of a mixture", "Matrices, Attention, Routed experts of prompts, All-reduces of prompts")]
    public void Prompts_in_a_step_name_their_work(string name, string parts) =>
        Assert.Equal(parts, Parts(Find(Servings[name].Estimate().Speed().StepTerm, "Share of other requests' prompts")));

    [Fact]
    public void A_pipeline_says_on_what_each_stage_works()
    {
        Assert.Equal("each of 2 pipeline stages works on 16 of 32 sequences at a time", Servings["stages in one server"].Estimate().Speed().StepTerm.Note);
        Assert.Null(Llama.Estimate().Speed().StepTerm.Note);
        Assert.Null(Llama.Estimate().Speed().FirstTokenTerm.Walk().Select(each => each.Term).SingleOrDefault(term => term.Name == "Work of the prompt in stages"));
    }

    // Llama-3-8B has 32 layers of one kind; those of other kinds are not named.
    [Fact]
    public void Only_kinds_of_layers_that_there_are_have_a_fixed_time()
    {
        Assert.Equal(["L", "c"], Find(Llama.Estimate().Speed().StepTerm, "Kernel launches and other fixed times of layers").Inputs.Select(input => input.Symbol));
        Assert.Equal(["c", "L", "l"], Find(Llama.Estimate().Speed().FirstTokenTerm, "Starting kernels one by one").Inputs.Select(input => input.Symbol));
    }

    // Layers times the time of each kind that is named, in a step and where the host starts kernels for each chunk; a kernel of many takes its share of their time.
    [Theory]
    [MemberData(nameof(Names))]
    public void The_layers_that_are_named_add_up(string name)
    {
        var speed = Servings[name].Estimate().Speed();
        var (step, started) = (Find(speed.StepTerm, "Kernel launches and other fixed times of layers"), speed.FirstTokenTerm.Walk().Select(each => each.Term).FirstOrDefault(term => term.Name == "Starting kernels one by one"));

        Assert.Equal(step.Value.Value, Layers(step.Inputs), 12);
        if (started is not null)
            Assert.Equal(started.Value.Value, started.Inputs[0].Value.Value * Layers([.. started.Inputs.Skip(1)]), 12);
        Assert.All(
            step.Inputs.Concat(started?.Inputs ?? []).Where(input => input.Meaning.EndsWith("routed experts", StringComparison.Ordinal) && input.Symbol != "L"),
            input => Assert.Equal(input.Value.Value, input.From!.Inputs[0].Value.Value * input.From.Inputs[1].Value.Value, 12));
    }

    // 1 / 200 of 32 prompts of 1,000 tokens; the fullest of four replicas, each with an answer of eight: λ = 8 / 200.
    [Fact]
    public void A_step_says_how_many_prompts_it_carries()
    {
        Assert.Equal(31 * 1000 / 200.0, Counted("one GPU").Value.Value, 9);
        Assert.Equal("Tokens of prompts in a step", Counted("replicas that hold prompts back").Name);
        Assert.Equal((8 - 0.25) / 200, Counted("replicas of a mixture").Inputs[0].From!.Inputs.Single(input => input.Symbol == "λ").Value.Value, 9);
    }

    // Prompts of the fullest replica, 1,000 tokens each; at the experts those of all four, which vLLM pads to it.
    [Fact]
    public void The_tokens_of_replicas_that_meet_are_a_product()
    {
        var prompts = Find(Servings["replicas of a mixture"].Estimate().Speed().StepTerm, "Share of other requests' prompts");
        var (own, met) = (prompts.Children[0].Inputs[0].From!, Find(prompts, "Routed experts of prompts").Inputs[0].From!);

        Assert.Equal(own.Inputs[0].Value.Value * 1000, own.Value.Value, 9);
        Assert.Equal(4 * own.Value.Value, met.Value.Value, 9);
        Assert.Equal("replicas that meet, all padded to the fullest", met.Inputs[2].Meaning);
    }

    // Of 32 clients that wait for their answers each meets the prompts of 31; requests that arrive at random meet those of all in flight.
    [Fact]
    public void A_step_says_whose_prompts_it_carries()
    {
        var others = Counted("one GPU").Inputs.Single(input => input.Symbol == "B");
        var anyone = Counted("arrivals at random").Inputs.Single(input => input.Symbol == "B");

        Assert.Equal((31, "max(0, B − b)"), (others.Value.Value, others.From!.Formula!.Text));
        Assert.Equal([32, 1], others.From.Inputs.Select(input => input.Value.Value));
        Assert.Null(anyone.From);
        Assert.DoesNotContain("Share of other requests' prompts", Parts((Llama with { Concurrency = 1 }).Estimate().Speed().StepTerm), StringComparison.Ordinal);
    }

    // Half of 1,000 tokens are in the cache of the shared prefix; without one nothing is left to explain.
    [Fact]
    public void Computed_tokens_are_explained_where_a_prefix_is_shared()
    {
        Assert.Equal((500, "I · (1 − h)"), Computed("a shared prefix") is { } input ? (input.Value.Value, input.From!.Formula!.Text) : default);
        Assert.Equal((1000, null), Computed("one GPU") is { } whole ? (whole.Value.Value, whole.From) : default);
    }

    // Acceptance of 0.8 by default: 1 + 0.8 + 0.64 + 0.512 tokens of a step with three drafted.
    [Fact]
    public void Drafted_tokens_divide_the_step()
    {
        var speed = Servings["drafted tokens"].Estimate().Speed();

        Assert.Equal("Time per output token", speed.TimePerTokenTerm.Name);
        Assert.Equal(speed.Point.Step.Total / 2.952, speed.TimePerTokenTerm.Value.Value, 12);
        Assert.Equal("Decoding step", Llama.Estimate().Speed().TimePerTokenTerm.Name);
    }

    // Requests at 5 a second, for which two replicas compute prompts: 2.5 each. Eighty requests in rounds of 32 clients wait for eight slots.
    [Fact]
    public void Waits_say_whom_they_wait_for()
    {
        Assert.Equal(2.5, Input("arrivals, prompts computed elsewhere", "Wait for prompts of others", "λ"), 9);
        Assert.Equal(16 / 1.5, Input("prompts computed elsewhere", "Wait for prompts of others", "C"), 9);
        Assert.Equal(320, Input("ten rounds at once", "Wait for a slot", "N"), 9);
        Assert.Equal(32, Input("more clients than slots", "Wait for a slot", "C"), 9);
        Assert.Equal(Servings["more clients than slots"].Estimate().Speed().Point.Held, Input("more clients than slots", "Wait for a slot", "T"), 9);
    }

    // A DGX H100 has 50 GB/s for each GPU, of which 0.94 are reached. 32 sequences, 16 in each stage, put 4 tokens of 8,192 bytes each through a step.
    [Fact]
    public void Sending_names_bytes_and_network()
    {
        const string Name = "stages in two servers, long prompts, drafted tokens";

        Assert.Equal(16 * 4 * 8192, Find(Servings[Name].Estimate().Speed().StepTerm, "Sending hidden states to other servers").Inputs.Single(input => input.Symbol == "m").Value.Value);
        Assert.Equal(4500 * 8192, Input(Name, "Sending the prompt to other servers", "m"));
        Assert.Equal(2, Input(Name, "Sending the prompt to other servers", "x"));
        var network = Everything(Servings[Name].Estimate().Speed().FirstTokenTerm).First(term => term.Name == "Sending the prompt to other servers").Inputs.Single(input => input.Symbol == "B").From!;
        Assert.Equal(50e9, network.Inputs.Single(input => input.Symbol == "P").Value.Value, 1e-3);
    }

    private static string Parts(Term term) => string.Join(", ", term.Children.Select(part => part.Name));

    private static Term Find(Term tree, string name) => tree.Walk().Select(each => each.Term).First(term => term.Name == name);

    private static double Input(string serving, string term, string symbol) =>
        Everything(Servings[serving].Estimate().Speed().FirstTokenTerm).First(each => each.Name == term).Inputs.Single(input => input.Symbol == symbol).Value.Value;

    private static Term Counted(string serving) => Find(Find(Servings[serving].Estimate().Speed().StepTerm, "Share of other requests' prompts"), "Matrices").Inputs.Single(input => input.Symbol == "T").From!;

    private static Input? Computed(string serving) => Counted(serving).Inputs.Single(input => input.Symbol == "I");

    private static IEnumerable<Term> Everything(Term term) =>
        [term, .. term.Children.SelectMany(Everything), .. term.Inputs.Where(input => input.From is not null).SelectMany(input => Everything(input.From!))];
}
