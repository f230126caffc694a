using System.Text.RegularExpressions;

namespace Browser.Tests;

[Collection(PagesGroup.Name)]
public sealed partial class HostilePageTests(ExportedPages pages, HostilePages hostile) : IClassFixture<HostilePages>
{
    /// <summary>Every way in which a text of the notebook could have become markup that acts.</summary>
    private const string Acting = """
        [...document.querySelectorAll('*')].filter(element =>
          element.getAttributeNames().some(name => name.startsWith('on') || name === 'srcdoc')
          || ['href', 'src', 'action', 'xlink:href'].some(name => /^\s*(javascript|data:text)/i.test(element.getAttribute(name) ?? ''))
          || element.matches('iframe, object, embed, base, form:not(.live-controls), img, meta[http-equiv]:not(head > meta)')
          || (element.localName === 'script' && /hostile\(\)/.test(element.textContent) && element.type !== 'application/json'))
          .map(element => element.outerHTML.slice(0, 200))
        """;

    [BrowserFact]
    public async Task Hostile_text_stays_text_in_every_kind_of_page()
    {
        Assert.Equal(6, hostile.Pages.Count);
        foreach (var path in hostile.Pages)
        {
            await using var opened = await pages.OpenAsync(path, script: "globalThis.ran = 0; globalThis.hostile = () => ran++;");
            await opened.SettleAsync();
            await opened.Page.EvaluateAsync("for (const details of document.querySelectorAll('details')) details.open = true");

            Assert.Empty(opened.Messages);
            var acting = await opened.Page.EvaluateAsync<string[]>(Acting);
            Assert.Equal([], acting);
            await opened.Page.EvaluateAsync("for (const element of document.querySelectorAll('body *')) element.dispatchEvent(new MouseEvent('mouseover'))");
            var ran = await opened.Page.EvaluateAsync<int>("ran");
            Assert.Equal(0, ran);
            Assert.Contains("</script><script>hostile()</script>", await opened.Page.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
        }
    }

    [BrowserFact]
    public void Data_in_a_page_has_no_sign_that_ends_a_script_or_a_line()
    {
        var shared = Directory.GetFiles(Path.GetDirectoryName(hostile.Pages[^1])!, "sizing-*.js");

        var data = hostile.Pages.SelectMany(path => DataElement().Matches(File.ReadAllText(path)).Select(match => match.Groups["data"].Value)).Concat(shared.Select(File.ReadAllText)).ToList();

        Assert.Equal(2, shared.Length);
        Assert.True(data.Count >= 12);
        Assert.All(data, text => Assert.DoesNotContain(text, each => "<>&\u2028\u2029".Contains(each, StringComparison.Ordinal)));
    }

    [BrowserTheory]
    [InlineData("11-what-if.html")]
    [InlineData("site/11-what-if.html")]
    [InlineData("matrix/index.html")]
    public async Task The_policy_lets_nothing_run_that_the_exporter_did_not_write(string name)
    {
        await using var opened = await pages.OpenAsync(name);
        await opened.SettleAsync();

        Assert.Equal("", await opened.Page.EvaluateAsync<string>("""
            async () => {
              const ran = [];
              globalThis.hostile = how => ran.push(how);
              const add = (name, attributes) => document.body.appendChild(Object.assign(document.createElement(name), attributes));
              add('script', { textContent: "hostile('inline script')" });
              add('script', { src: 'data:text/javascript,hostile("data script")' });
              add('script', { type: 'module', textContent: "hostile('module')" });
              document.body.insertAdjacentHTML('beforeend', '<img src="data:," onerror="hostile(`handler`)"><a href="javascript:hostile(`link`)" id="hostile-link">x</a>');
              document.getElementById('hostile-link').click();
              // The debugger that runs this text may evaluate more; a timer is the page's own.
              setTimeout(() => { try { globalThis.eval('hostile("eval")'); } catch { } });
              setTimeout(() => { try { new Function('hostile("function")')(); } catch { } });
              await fetch('data:,x').then(() => hostile('fetch'), () => { });
              add('iframe', { srcdoc: '<script>parent.hostile("frame")<' + '/script>' });
              await new Promise(resolve => setTimeout(resolve, 300));
              return ran.join();
            }
            """));
        Assert.All(opened.Messages, message => Assert.Contains("Content Security Policy", message, StringComparison.Ordinal));
        Assert.NotEmpty(opened.Messages);
    }

    [GeneratedRegex("<script type=\"application/(?:json|octet-stream)\"[^>]*>(?<data>.*?)</script>", RegexOptions.Singleline)]
    private static partial Regex DataElement();
}
