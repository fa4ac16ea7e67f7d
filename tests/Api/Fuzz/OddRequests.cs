using System.Text;
using Watchfloor.Tests.Api.Served;

namespace Watchfloor.Tests.Api.Fuzz;

/// <summary>Requests near a sensible one of an operation, from a seed: path, query, headers, body and what the body says it is.</summary>
sealed class OddRequests(ServedCall call, ThingsOfTheHouse things, Random chance)
{
    const int LongestPart = 1000; // a request line beyond what the server reads is refused before anybody looks at it
    static readonly string[] Types =
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/json; charset=utf-16",
        "application/json; charset=nonsense",
        "application/x-ndjson",
        "application/vnd.api+json",
        "image/svg+xml",
        "*/*",
        ";;;",
        "",
    ];
    static readonly string[] Headers =
    [
        "If-Match",
        "If-None-Match",
        "Idempotency-Key",
        "Last-Event-ID",
        "Accept",
        "Accept-Language",
        "Range",
        "traceparent",
        "X-Forwarded-For",
        "Content-Encoding",
        "Prefer",
    ];

    readonly OddValues _values = new(chance);
    readonly OddBodies _bodies = new(chance);

    public HttpRequestMessage Next()
    {
        var target = ThingsOfTheHouse.PathOf(call, Part) + Query();
        var request = new HttpRequestMessage(new(call.Method), new Uri(target, UriKind.Relative));
        if (call.ContentType is not null || chance.Next(20) == 0)
            Fill(request);
        foreach (var header in call.Asked.Where(it => it.In == "header").Select(it => it.Name).Where(_ => chance.Next(4) == 0))
            Add(request, header);
        if (chance.Next(4) == 0)
            Add(request, Headers[chance.Next(Headers.Length)]);
        return request;
    }

    /// <summary>Mostly the name of something that is there, else what may well be none.</summary>
    string Part(string name)
    {
        if (chance.Next(4) > 0)
            return things.Id(call.Path, name);
        var odd = Uri.EscapeDataString(Short(_values.Text()).Replace("\0", "", StringComparison.Ordinal)); // a zero in a path never comes past the web server
        return odd is "" or "." or ".." ? "x" : odd;
    }

    string Query()
    {
        var asked = new List<string>();
        foreach (var parameter in call.Asked.Where(it => it.In == "query" && chance.Next(3) == 0))
        {
            for (var times = chance.Next(12) == 0 ? 2 : 1; times > 0; times--)
                asked.Add($"{parameter.Name}={Uri.EscapeDataString(Short(_values.Text()))}");
        }
        if (chance.Next(10) == 0)
            asked.Add(Uri.EscapeDataString(Short(_values.Text())));
        if (chance.Next(30) == 0)
            asked.Add("q=%C3%28&at=%ff");
        return asked.Count == 0 ? "" : $"?{string.Join('&', asked)}";
    }

    void Fill(HttpRequestMessage request)
    {
        request.Content = new ByteArrayContent(_bodies.Of(things.Body(call)));
        var type = chance.Next(10) == 0 ? Types[chance.Next(Types.Length)] : call.ContentType ?? "application/json";
        if (type.Length > 0)
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
    }

    void Add(HttpRequestMessage request, string name)
    {
        var value = string.Concat(Short(_values.Text()).Where(c => c is >= ' ' and not '\u007f' && !char.IsSurrogate(c)));
        if (name == "Content-Encoding")
            request.Content?.Headers.TryAddWithoutValidation(name, chance.Next(2) == 0 ? "gzip" : value);
        else
            request.Headers.TryAddWithoutValidation(name, value);
    }

    static string Short(string text) =>
        Encoding.UTF8.GetByteCount(text) <= LongestPart ? text : text[..Math.Min(text.Length, LongestPart / 4)];
}
