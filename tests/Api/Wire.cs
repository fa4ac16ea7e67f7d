using System.Net;
using System.Text;
using System.Text.Json;

namespace Watchfloor.Tests.Api;

/// <summary>Verbs of a client, so that a test reads as what is said and what is answered.</summary>
static class Wire
{
    public const string Ingest = "/api/v1/events/ingest";

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    public static Task<HttpResponseMessage> Post(this HttpClient client, string path, string json) =>
        client.PostAsync(path, Json(json), Token);

    public static Task<HttpResponseMessage> Put(this HttpClient client, string path, string json) =>
        client.PutAsync(path, Json(json), Token);

    public static Task<HttpResponseMessage> Get(this HttpClient client, string path) => client.GetAsync(path, Token);

    public static async Task<JsonElement> Body(this HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(Token);
        return JsonDocument.Parse(text).RootElement;
    }

    /// <summary>It is this status and holds JSON.</summary>
    public static async Task<JsonElement> Is(this HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.True(status == answer.StatusCode, $"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync(Token)}");
        return await answer.Body();
    }

    /// <summary>It is a problem of this status, whole, with a sentence for people.</summary>
    public static async Task<JsonElement> IsProblem(this HttpResponseMessage answer, HttpStatusCode status)
    {
        var problem = await answer.Is(status);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        foreach (var member in (string[])["type", "title", "detail", "traceId"])
            Assert.NotEmpty(problem.GetProperty(member).GetString()!);
        return problem;
    }

    /// <summary>The problem names this field.</summary>
    public static async Task Names(this Task<JsonElement> problem, string field)
    {
        var errors = (await problem).GetProperty("errors");
        Assert.True(errors.TryGetProperty(field, out var sentences), $"{field} is not among {errors}");
        Assert.NotEmpty(sentences[0].GetString()!);
    }
}
