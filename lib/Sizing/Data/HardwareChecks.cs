namespace Sizing.Data;

/// <summary>What must hold between the fields and rows of the hardware files, beyond each field being of its type.</summary>
internal static class HardwareChecks
{
    private static readonly Version Ampere = new(8, 0);
    private static readonly Version Ada = new(8, 9);
    private static readonly Version Blackwell = new(10, 0);

    internal static IReadOnlyList<DataProblem> Gpus(DataSource source)
    {
        var (gpus, table) = GpuTable.Read(source.ReadText(GpuTable.File));
        NameChecks.RequireUnique(table, "name");
        foreach (var (gpu, row) in gpus.Zip(table.Rows))
        {
            RequireMemoryOrder(gpu, row);
            RequirePrecision(gpu, row);
        }

        return table.Problems;
    }

    internal static IReadOnlyList<DataProblem> Systems(DataSource source)
    {
        var (_, table) = SystemTable.Read(source.ReadText(SystemTable.File), GpusOf(source));
        NameChecks.RequireUnique(table, "name");
        return table.Problems;
    }

    internal static IReadOnlyList<DataProblem> Prices(DataSource source)
    {
        var gpus = GpusOf(source);
        var (systems, _) = SystemTable.Read(source.ReadText(SystemTable.File), gpus);
        var names = gpus.Select(gpu => gpu.Name).Concat(systems.Select(system => system.Name));
        return PriceTable.Read(source.ReadText(PriceTable.File), names).Table.Problems;
    }

    internal static IReadOnlyList<DataProblem> MigProfiles(DataSource source) =>
        MigTable.Read(source.ReadText(MigTable.File), GpusOf(source)).Table.Problems;

    internal static IReadOnlyList<DataProblem> AllReduce(DataSource source) =>
        AllReduceTable.Read(source.ReadText(AllReduceTable.File), GpusOf(source)).Table.Problems;

    internal static IReadOnlyList<DataProblem> Links(DataSource source) => LinkTable.Read(source.ReadText(LinkTable.File)).Table.Problems;

    internal static IReadOnlyList<DataProblem> Assumptions(DataSource source) => AssumptionTable.Read(source.ReadText(AssumptionTable.File)).Table.Problems;

    private static IReadOnlyList<GpuSpec> GpusOf(DataSource source) => GpuTable.Read(source.ReadText(GpuTable.File)).Gpus;

    private static void RequireMemoryOrder(GpuSpec gpu, CsvRow row)
    {
        if (gpu.NvmlMemory is { } nvml && nvml > gpu.NominalMemory)
            row.Report("nvml_memory_mib", $"{nvml} exceeds the nominal {gpu.NominalMemory}", "check the unit: GiB of the box, MiB of nvidia-smi");
        if (gpu.CudaVisibleMemory is { } visible && visible > (gpu.NvmlMemory ?? gpu.NominalMemory))
            row.Report("cuda_visible_memory_gib", $"{visible} exceeds what nvidia-smi shows", "check the unit: it is GiB as torch prints them");
        if (gpu.UsableMemory <= Bytes.Zero)
            row.Report("reserve_mib", "nothing is left of the memory", "check the unit: it is MiB");
    }

    // Engines refuse BF16 below 8.0 (vllm-project/vllm#946, #1157); the matrix units have FP8 from 8.9 and FP4 from 10.0 on (CUDA programming guide).
    private static void RequirePrecision(GpuSpec gpu, CsvRow row)
    {
        if (gpu.CudaCapability is not { } capability)
            return;
        Require("bf16_tflops", gpu.Peak.Bf16, Ampere);
        Require("fp8_tflops", gpu.Peak.Fp8, Ada);
        Require("fp4_tflops", gpu.Peak.Fp4, Blackwell);

        void Require(string column, PeakRate rate, Version first)
        {
            if (rate.IsUnsupported == capability >= first)
                row.Report(column, $"compute capability {capability} and '{rate}' contradict each other", $"the format exists from {first} on");
        }
    }
}
