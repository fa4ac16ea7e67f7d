using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using Watchfloor.Tests.Api.Served;
using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Api.Fuzz;

/// <summary>
/// Everything that the document of a running server names is called with requests that went wrong, from a seed, by an admin; an
/// operation that is new is called from the day on that it is served. The long form sends fifty times as many (WATCHFLOOR_LONG=1).
/// </summary>
public sealed class Every_operation : IAsyncLifetime
{
    const int Seed = 20_264;
    const int Senders = 4;
    static readonly int Each = Environment.GetEnvironmentVariable("WATCHFLOOR_LONG") == "1" ? 2_000 : 40;
    static readonly TimeSpan Hopeless = TimeSpan.FromSeconds(60);

    /// <summary>Answers in the shapes of those for whom it stands in.</summary>
    const string PagerDuty = "/v2/enqueue";

    readonly ConcurrentQueue<string> _outrages = [];
    readonly ConcurrentDictionary<int, int> _answers = [];
    RealServer? _server;
    HttpClient? _admin;

    public async ValueTask InitializeAsync()
    {
        _server = await RealServer.Start();
        using var key = _server.Client();
        _admin = new HttpClient(new SocketsHttpHandler { UseCookies = false, RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8 })
        {
            BaseAddress = key.BaseAddress,
            Timeout = Hopeless,
        };
        _admin.DefaultRequestHeaders.Authorization = key.DefaultRequestHeaders.Authorization;
    }

    public async ValueTask DisposeAsync()
    {
        _admin?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Fact]
    public async Task Answers_every_odd_request_with_a_reason_and_never_fails_and_takes_what_is_good_before_and_after()
    {
        var calls = (await ServedDocument.Of(_admin!)).Calls;
        Assert.True(calls.Count > 80, $"the document names only {calls.Count} operations");
        var things = new ThingsOfTheHouse(_admin!, calls);
        Assert.Empty(await things.Make());

        await Parallel.ForEachAsync(
            calls,
            new ParallelOptions { MaxDegreeOfParallelism = Senders, CancellationToken = Wire.Token },
            async (call, _) => await Bother(call, things)
        );

        Assert.True(_outrages.IsEmpty, string.Join("\n\n", _outrages.Take(12)));
        Assert.Empty(await things.Make());
        await (await _admin!.Get("/health/ready")).Is(HttpStatusCode.OK);
        Assert.True(_answers.GetValueOrDefault(400) > calls.Count, $"hardly anything was refused: {string.Join(", ", _answers)}");
        Report.Line(
            $"every operation under odd requests: {calls.Count} operations × {Each} (seed {Seed}), answers {string.Join(", ", _answers.OrderBy(it => it.Key).Select(it => $"{it.Value} × {it.Key}"))}; no failure, and good input taken before and after"
        );
    }

    async Task Bother(ServedCall call, ThingsOfTheHouse things)
    {
        var odd = new OddRequests(call, things, new Random(call.Id.Aggregate(Seed, (seed, c) => unchecked((seed * 31) + c))));
        for (var n = 0; n < Each && _outrages.Count < 50; n++)
        {
            using var request = odd.Next();
            try
            {
                using var answer = await _admin!.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Wire.Token);
                var isEndless = answer.IsSuccessStatusCode && answer.Content.Headers.ContentType?.MediaType == "text/event-stream";
                var text = isEndless ? "" : await answer.Content.ReadAsStringAsync(Wire.Token);
                var status = (int)answer.StatusCode;
                _answers.AddOrUpdate(status, 1, (_, count) => count + 1);
                things.Remember(call.Path, status, text);
                if (Wrong(call, answer, text) is { } why)
                    await Complain(call, n, request, $"{why}: {status} {text}");
            }
            catch (Exception e)
                when (e is HttpRequestException or IOException or TaskCanceledException && !Wire.Token.IsCancellationRequested)
            {
                await Complain(call, n, request, $"no answer: {e}");
            }
        }
    }

    static string? Wrong(ServedCall call, HttpResponseMessage answer, string text)
    {
        var status = (int)answer.StatusCode;
        if (status >= 500)
            return "failed";
        if (status < 400)
            return status < 200 ? "is no answer" : null;
        if (text.Contains("Exception", StringComparison.Ordinal) || text.Contains(" at Watchfloor.", StringComparison.Ordinal))
            return "told of its inside";
        if (call.Path == PagerDuty)
            return text.Contains("\"errors\"", StringComparison.Ordinal) ? null : "gave no reason";
        if (answer.Content.Headers.ContentType?.MediaType != "application/problem+json")
            return "is no problem";
        var problem = JsonDocument.Parse(text).RootElement;
        var isWhole = problem.GetProperty("status").GetInt32() == status && problem.GetProperty("detail").GetString() is { Length: > 0 };
        return isWhole ? null : "gave no reason";
    }

    async Task Complain(ServedCall call, int n, HttpRequestMessage request, string what)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(Wire.Token);
        var told = Convert.ToBase64String(body[..Math.Min(body.Length, 900)]);
        _outrages.Enqueue(
            $"{call}, request {n}: {request.RequestUri} [{request.Headers.ToString().ReplaceLineEndings("; ")}] {request.Content?.Headers.ContentType} {told}\n  {what[..Math.Min(what.Length, 1500)]}"
        );
    }
}
