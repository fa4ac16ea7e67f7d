using System.Net;

namespace Watchfloor.Tests.Api.Tenants;

/// <summary>A browser: it keeps its cookie, and says that it is our own page that asks.</summary>
sealed class Visitor(HttpClient client)
{
    const string Session = "/api/v1/session";

    public string? Cookie { get; private set; }

    public Task<HttpResponseMessage> SignIn(string login, string password, string? tenant = null) =>
        Begin(
            new()
            {
                ["login"] = login,
                ["password"] = password,
                ["tenant"] = tenant,
            }
        );

    public Task<HttpResponseMessage> SignIn(string key) => Begin(new() { ["key"] = key });

    public Task<HttpResponseMessage> Me() => Send(HttpMethod.Get, "/api/v1/me");

    public async Task<HttpResponseMessage> Send(HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (Cookie is not null)
            request.Headers.Add("Cookie", Cookie);
        if (body is not null)
            request.Content = Wire.Json(body);
        return await client.SendAsync(request, Wire.Token);
    }

    async Task<HttpResponseMessage> Begin(Dictionary<string, string?> shown)
    {
        var answer = await client.Post(Session, System.Text.Json.JsonSerializer.Serialize(shown));
        if (answer.StatusCode == HttpStatusCode.NoContent)
            Cookie = answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
        return answer;
    }
}
