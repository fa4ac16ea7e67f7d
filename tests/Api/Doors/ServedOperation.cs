using System.Net.Http.Headers;
using System.Text.Json;

namespace Watchfloor.Tests.Api.Doors;

/// <summary>An operation as the served document names it.</summary>
sealed record ServedOperation(string Id, string Method, string Path, bool IsOpen, IReadOnlyList<string> Roles)
{
    public bool NamesOne => Path.Contains("{id}", StringComparison.Ordinal);

    public static IReadOnlyList<ServedOperation> Of(JsonElement document) =>
        [
            .. from path in document.GetProperty("paths").EnumerateObject()
            from operation in path.Value.EnumerateObject()
            let it = operation.Value
            select new ServedOperation(
                it.GetProperty("operationId").GetString()!,
                operation.Name.ToUpperInvariant(),
                path.Name,
                it.GetProperty("security").GetArrayLength() == 0,
                it.TryGetProperty("x-roles", out var roles) ? [.. roles.EnumerateArray().Select(role => role.GetString()!)] : []
            ),
        ];

    /// <summary>Calls it about one thing. The head of the answer is enough: some answers have no end.</summary>
    public async Task<HttpResponseMessage> Call(HttpClient client, string id, DoorRow row)
    {
        using var request = new HttpRequestMessage(new(Method), Path.Replace("{id}", id, StringComparison.Ordinal) + row.Query);
        if (Method is "POST" or "PUT")
        {
            request.Content = new StringContent(row.Body ?? "{}");
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Wire.Token);
    }
}
