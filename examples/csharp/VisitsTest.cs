using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Http;
using System.Text;
using System.Threading.Tasks;
using Newtonsoft.Json.Linq;
using Xunit;

public sealed class VisitsTest : IAsyncLifetime
{
    private static readonly string Server = Setting("TMS_SANDBOX_URL", "http://localhost:4010").TrimEnd('/');
    private static readonly string AdminToken = Setting("TMS_SANDBOX_ADMIN_TOKEN", "");
    private static readonly HttpClient Http = new HttpClient();

    private JObject sandbox;
    private string url;
    private string api;

    public async Task InitializeAsync()
    {
        sandbox = await Admin(HttpMethod.Post, Server + "/__admin/sandboxes",
            "{'fixture': 'demo', 'clock': {'mode': 'frozen', 'now': '2026-03-02T09:00'}, 'ttlSeconds': 600}");
        url = (string)sandbox["url"];
        api = (string)sandbox["urls"].SelectToken("tec-work-based", errorWhenNoMatch: true);
    }

    public async Task DisposeAsync()
    {
        if (sandbox != null) await Admin(HttpMethod.Delete, Server + "/__admin/sandboxes/" + sandbox["id"]);
    }

    [Fact]
    public async Task A_visit_is_refused_until_its_day_has_come()
    {
        Func<int, Task> wait = seconds => throw new InvalidOperationException("nothing to wait for");

        await AssertStatus(400, await RecordVisit(api, "V-1", "2026-03-16", wait));
        var why = await Admin(HttpMethod.Get, url + "/__admin/requests/last/explain");
        var rule = (string)why.SelectToken("refusedBy[0].rule");
        Assert.True(rule == "visit.date-by-today", "Expected visit.date-by-today, got: " + why.SelectToken("reason.detail"));

        var clock = await Admin(HttpMethod.Post, url + "/__admin/clock/advance", "{'by': 'P14D'}");
        Assert.Equal("2026-03-16", (string)clock["today"]);
        await AssertStatus(201, await RecordVisit(api, "V-1", "2026-03-16", wait));
    }

    [Fact]
    public async Task A_429_is_waited_for_and_the_visit_is_sent_again()
    {
        await Admin(HttpMethod.Post, url + "/__admin/faults",
            "{'match': {'operation': 'RecordVisit'}, 'times': 1, 'effect': {'status': 429, 'retryAfter': 3}}");
        var waits = new List<int>();
        Func<int, Task> wait = seconds =>
        {
            waits.Add(seconds);
            return Task.CompletedTask;
        };
        await AssertStatus(201, await RecordVisit(api, "V-1", "2026-03-02", wait));
        Assert.Equal(new[] { 3 }, waits);

        var visit = "{'visitLocalId': 'V-1', 'visitDate': '2026-03-02'}";
        var sent = await Admin(HttpMethod.Post, url + "/__admin/requests/verify",
            "{'inOrder': [{'operation': 'RecordVisit', 'status': 429, 'body': " + visit + "},"
            + " {'operation': 'RecordVisit', 'status': 201, 'sameBody': true}]}");
        Assert.True((bool)sent["verified"], sent.ToString());
    }

    /// <summary>The program under test: it records a visit, and waits where it is told to. Yours is elsewhere.</summary>
    private static async Task<int> RecordVisit(string baseUrl, string id, string date, Func<int, Task> wait)
    {
        while (true)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, baseUrl + "/training-plans/DEMO-TP04/visits");
            request.Headers.Add("Authorization", "Bearer demo-token-9001");
            request.Headers.Add("EID", "9001");
            request.Content = Json(new JObject { ["visitLocalId"] = id, ["visitDate"] = date }.ToString());
            var reply = await Http.SendAsync(request);
            if ((int)reply.StatusCode != 429) return (int)reply.StatusCode;
            await wait(int.Parse(reply.Headers.GetValues("Retry-After").First()));
        }
    }

    /// <summary>Asks the sandbox's own API: the clock, faults, the journal. The body is JSON in single quotes.</summary>
    private static async Task<JObject> Admin(HttpMethod method, string address, string body = null)
    {
        var reply = await SendAdmin(method, address, body);
        var text = await reply.Content.ReadAsStringAsync();
        Assert.True(reply.IsSuccessStatusCode, method + " " + address + " was answered with " + (int)reply.StatusCode + ": " + text);
        return text == "" ? null : JObject.Parse(text);
    }

    private static async Task<HttpResponseMessage> SendAdmin(HttpMethod method, string address, string body)
    {
        try
        {
            var request = new HttpRequestMessage(method, new Uri(address));
            if (AdminToken != "") request.Headers.Add("Authorization", "Bearer " + AdminToken);
            if (body != null) request.Content = Json(body.Replace('\'', '"'));
            return await Http.SendAsync(request);
        }
        catch (Exception error) when (error is UriFormatException || error is ArgumentException || error is NotSupportedException)
        {
            throw new InvalidOperationException("\"" + address + "\" is not an address: " + error.Message);
        }
        catch (HttpRequestException error)
        {
            throw new InvalidOperationException("No sandbox answers at " + address + ". Start it with npm start, or put the address that it"
                + " prints, with its http://, into TMS_SANDBOX_URL. (" + error.GetBaseException().Message + ")");
        }
    }

    /// <summary>Where the program got another status than expected, says why the sandbox answered so.</summary>
    private async Task AssertStatus(int expected, int status)
    {
        if (status == expected) return;
        var why = await Admin(HttpMethod.Get, url + "/__admin/requests/last/explain");
        var reason = why.SelectToken("reason.detail") ?? why["outcome"];
        Assert.True(status == expected, "Expected " + expected + ", got " + status + ": " + reason);
    }

    private static string Setting(string name, string otherwise)
    {
        var value = Environment.GetEnvironmentVariable(name);
        return string.IsNullOrEmpty(value) ? otherwise : value;
    }

    private static StringContent Json(string text)
    {
        return new StringContent(text, Encoding.UTF8, "application/json");
    }
}
