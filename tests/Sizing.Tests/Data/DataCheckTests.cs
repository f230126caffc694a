using FsCheck;
using FsCheck.Fluent;
using Sizing.Data;

namespace Sizing.Tests.Data;

public sealed class DataCheckTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("sizing-data-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void The_data_of_the_project_is_sound() =>
        Assert.Empty(DataCheck.All.SelectMany(check => check.Run(DataSource.Embedded)));

    [Theory]
    [InlineData("bandwidth_gb_per_s", "fast", "'fast' is not a positive number")]
    [InlineData("bandwidth_gb_per_s", "", "the field is empty")]
    [InlineData("nvml_memory_mib", "NaN", "'NaN' is not a positive number")]
    [InlineData("nvml_memory_mib", "-1", "'-1' is not a positive number")]
    [InlineData("nvml_memory_mib", "Infinity", "'Infinity' is not a positive number")]
    [InlineData("tdp_w", "0", "'0' is not a positive number")]
    [InlineData("year", "2022.5", "'2022.5' is not a whole number")]
    [InlineData("nominal_memory_gib", "1e30", "'1e30' is more memory than can be")]
    [InlineData("nominal_memory_gib", "", "the field is empty")]
    [InlineData("nvml_memory_mib", "99999", "exceeds the nominal")]
    [InlineData("cuda_visible_memory_gib", "79.9", "exceeds what nvidia-smi shows")]
    [InlineData("status", "maybe", "'maybe' is not allowed here")]
    [InlineData("as_of", "last summer", "'last summer' is not a date")]
    [InlineData("source", "", "the field is empty")]
    [InlineData("bf16_tflops", "unsupported", "compute capability 9.0 and 'unsupported' contradict each other")]
    [InlineData("fp4_tflops", "1000", "compute capability 9.0 and '1000 TFLOPS' contradict each other")]
    public void A_wrong_field_is_reported_with_file_row_column_and_remedy(string column, string value, string problem)
    {
        var (header, row) = Hopper();
        Write("gpus.csv", header, Replace(header, row, column, value));

        var found = Assert.Single(Problems("gpus.csv"), each => each.Column == column);

        Assert.Equal("gpus.csv", found.File);
        Assert.Equal(2, found.Row);
        Assert.Contains(problem, found.Problem, StringComparison.Ordinal);
        Assert.NotEmpty(found.Remedy);
    }

    [Fact]
    public void Two_rows_of_one_name_are_a_problem()
    {
        var (header, row) = Hopper();
        Write("gpus.csv", header, row, row);

        Assert.Contains(Problems("gpus.csv"), each => each.Row == 3 && each.Problem == "the name 'H100 SXM 80GB' already stands in row 2");
    }

    [Fact]
    public void A_system_of_an_unknown_gpu_is_a_problem()
    {
        var lines = DataSource.Embedded.ReadText("systems.csv").Split('\n');
        Write("systems.csv", lines[0], lines[1].Replace("A100 SXM 40GB", "A1000", StringComparison.Ordinal));

        Assert.Equal("no GPU is named 'A1000'", Assert.Single(Problems("systems.csv")).Problem);
    }

    [Theory]
    [InlineData("", "The data file 'gpus.csv' cannot be read: it is empty, or a pipe or a device; give an ordinary file")]
    [InlineData("name,name\n", "the header names the column twice")]
    [InlineData("\0\u0001\u0002", "the header lacks the column")]
    [InlineData("\"", "the file ends inside a quoted field")]
    [InlineData("{\"name\": \"H100\"}", "the header lacks the column")]
    public void A_file_that_is_something_else_is_reported_and_never_crashes(string text, string problem)
    {
        Write("gpus.csv", text);

        Assert.Contains(Problems("gpus.csv"), each => each.Problem == problem);
    }

    [Fact]
    public void A_model_whose_parameters_differ_from_the_published_count_is_a_problem()
    {
        // Llama-3.1-8B has 8,030,261,248 parameters (sum of its checkpoint's tensors).
        var text = DataSource.Embedded.ReadText("models/meta-llama__Llama-3.1-8B.json");
        WriteModel(text.Replace("\"intermediate_size\": 14336", "\"intermediate_size\": 14337", StringComparison.Ordinal));

        Assert.Contains("8,030,261,248 parameters are published", Assert.Single(Problems("models")).Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"sizing\": {}}")]
    [InlineData("{\"model_type\"")]
    public void A_model_file_that_cannot_be_read_is_a_problem_and_never_crashes(string text)
    {
        WriteModel(text);

        Assert.Equal("models/meta-llama__Llama-3.1-8B.json", Assert.Single(Problems("models")).File);
    }

    [Fact]
    public void Any_text_at_all_is_read_without_a_crash() =>
        Prop.ForAll<string>(text => Csv.Read("file.csv", text ?? "", []) is not null).QuickCheckThrowOnFailure();

    [Fact]
    public void A_truncated_file_names_the_row_that_is_short()
    {
        var text = DataSource.Embedded.ReadText("gpus.csv");
        var rows = text.Split('\n');
        Write("gpus.csv", text[..(text.IndexOf(rows[3], StringComparison.Ordinal) + 20)]);

        Assert.Equal(4, Assert.Single(Problems("gpus.csv")).Row);
    }

    [Fact]
    public void Windows_line_ends_and_a_byte_order_mark_change_nothing()
    {
        Write("gpus.csv", "\uFEFF" + DataSource.Embedded.ReadText("gpus.csv").Replace("\n", "\r\n", StringComparison.Ordinal));

        Assert.Empty(Problems("gpus.csv"));
        Assert.Equal(Catalog.Gpus.Select(gpu => gpu.Name), new CatalogData(DataSource.FromFolder(folder.FullName)).Gpus.Select(gpu => gpu.Name));
    }

    [Fact]
    public void A_folder_takes_the_place_of_the_embedded_file_and_lends_the_others()
    {
        var (header, row) = Hopper();
        Write("gpus.csv", header, Replace(header, row, "bandwidth_gb_per_s", "1"));
        var data = new CatalogData(DataSource.FromFolder(folder.FullName));

        Assert.Equal(1e9, data.Gpu("H100").BandwidthBytesPerSecond);
        Assert.Equal(3350e9, Catalog.Gpu("H100").BandwidthBytesPerSecond);
    }

    [Fact]
    public void A_catalog_with_a_problem_is_refused_with_its_first_problem()
    {
        var (header, row) = Hopper();
        Write("gpus.csv", header, Replace(header, row, "year", "soon"));

        var problem = Assert.Throws<SizingException>(() => new CatalogData(DataSource.FromFolder(folder.FullName)).Gpus);

        Assert.StartsWith("gpus.csv, row 2, column 'year': 'soon' is not a positive number", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_does_not_exist_is_refused() =>
        Assert.Throws<SizingException>(() => DataSource.FromFolder(Path.Combine(folder.FullName, "none")));

    private static (string Header, string Row) Hopper()
    {
        var lines = DataSource.Embedded.ReadText("gpus.csv").Split('\n');
        return (lines[0], lines.Single(line => line.StartsWith("H100 SXM 80GB,", StringComparison.Ordinal)));
    }

    private static string Replace(string header, string row, string column, string value)
    {
        var fields = Csv.Read("", row, [])[0].Fields.ToArray();
        fields[header.Split(',').ToList().IndexOf(column)] = value;
        return string.Join(',', fields.Select(field => $"\"{field}\""));
    }

    private void Write(string file, params string[] lines) => File.WriteAllText(Path.Combine(folder.FullName, file), string.Join('\n', lines));

    private void WriteModel(string text)
    {
        folder.CreateSubdirectory("models");
        Write("models/meta-llama__Llama-3.1-8B.json", text);
    }

    private IReadOnlyList<DataProblem> Problems(string file) =>
        DataCheck.All.Single(check => check.File == file).Run(DataSource.FromFolder(folder.FullName));
}
