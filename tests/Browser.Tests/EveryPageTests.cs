namespace Browser.Tests;

[Collection(PagesGroup.Name)]
public sealed class EveryPageTests(ExportedPages pages)
{
    public static TheoryData<string> Names => ExportedPages.Names;

    [BrowserTheory, MemberData(nameof(Names))]
    public async Task It_asks_for_nothing_but_itself_and_says_nothing_while_it_is_used(string name)
    {
        var visit = await pages.VisitAsync(name);

        Assert.Equal(visit.Address, visit.Requests[0]);
        Assert.Empty(visit.Requests.Skip(1).Except(ExportedPages.SharedBy(visit.Address)));
        Assert.Empty(visit.Messages);
    }

    [BrowserTheory, MemberData(nameof(Names))]
    public async Task It_has_no_serious_accessibility_problem_in_light_and_dark(string name) =>
        Assert.Equal([], (await pages.VisitAsync(name)).Violations);

    [BrowserTheory, MemberData(nameof(Names))]
    public async Task With_scripts_off_prose_tables_and_pictures_are_there_and_no_dead_control(string name)
    {
        var scriptless = (await pages.VisitAsync(name)).Scriptless;

        Assert.True(scriptless.HasHeading);
        Assert.Equal(0, scriptless.Buttons);
        Assert.Equal([], scriptless.Unseen);
    }

    [BrowserTheory, MemberData(nameof(Names))]
    public async Task On_a_phone_nothing_is_wider_than_the_screen(string name) => Assert.Equal(390, (await pages.VisitAsync(name)).PhoneWidth);

    [BrowserTheory, MemberData(nameof(Names))]
    public async Task On_paper_it_is_light_unfolded_whole_and_shows_the_pictures(string name)
    {
        var printed = (await pages.VisitAsync(name)).Printed;

        Assert.Equal("rgb(255, 255, 255)", printed.Background);
        Assert.Equal(0, printed.Folded);
        Assert.Equal(0, printed.Scripted);
        Assert.Equal(printed.Charts, printed.Pictures);
        Assert.Equal([], printed.Cut);
    }

    [PdfTheory, MemberData(nameof(Names))]
    public async Task Its_pdf_has_every_text_whole(string name) => Assert.Equal("", string.Join("\n", (await pages.VisitAsync(name)).MissingOnPaper!));
}
