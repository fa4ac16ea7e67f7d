using System.Net;
using System.Text;
using Watchfloor.Catalogue;
using Watchfloor.Notifications;

namespace Watchfloor.Tests.Api;

/// <summary>What becomes of the secrets of channels: they are neither readable anywhere nor lost.</summary>
public sealed class ChannelSecretTests : IAsyncLifetime
{
    const string Channels = "/api/v1/channels";
    const string Hook = """{"name":"Ana's phone","kind":"webhook","settings":{"url":"http://127.0.0.1:9/x","secret":"s3cret"}}""";
    const string Renamed = """{"name":"Ben's phone","kind":"webhook","settings":{"url":"http://127.0.0.1:9/y"}}""";

    readonly ApiHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Of_a_wish_with_a_secret_no_plain_hash_is_kept_to_try_secrets_on()
    {
        var path = $"{Channels}/{await Make("w-1")}";
        await (await Send(HttpMethod.Put, path, Hook.Replace("s3cret", "an0ther"), "w-2")).Is(HttpStatusCode.OK);

        Assert.Equal(2, _host.Answers.Kept.Count);
        foreach (var kept in _host.Answers.Kept.Values)
        {
            Assert.All(kept.Fingerprint.ToArray(), part => Assert.Equal(0, part));
            Assert.DoesNotContain("phone", Encoding.UTF8.GetString(kept.Body.Span), StringComparison.Ordinal);
        }
        using var again = await Send(HttpMethod.Post, Channels, Hook, "w-1");
        Assert.True(again.Headers.Contains("Idempotent-Replayed"));
        await (await Send(HttpMethod.Post, Channels, Hook.Replace("s3cret", "guess"), "w-1")).IsProblem(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task A_secret_that_somebody_else_changes_at_the_same_moment_is_not_lost()
    {
        var id = await Make("w-1");
        var theirs = Kept(id) with { Version = 2, Spec = Kept(id).Spec with { Settings = [new("secret", "sealed anew")] } };
        _host.Grains.Meanwhile = () => _host.Store.Entries[(Kinds.Channel, id)] = theirs;

        await (await _host.Admin.Put($"{Channels}/{id}", Renamed)).Is(HttpStatusCode.OK);

        Assert.Equal(("Ben's phone", 3), (Kept(id).Spec.Name, Kept(id).Version));
        Assert.Equal("sealed anew", Kept(id).Spec.Setting("secret"));
    }

    [Fact]
    public async Task Whoever_names_a_version_is_told_that_it_changed_at_the_same_moment()
    {
        var id = await Make("w-1");
        var theirs = Kept(id) with { Version = 2 };
        _host.Grains.Meanwhile = () => _host.Store.Entries[(Kinds.Channel, id)] = theirs;

        using var request = new HttpRequestMessage(HttpMethod.Put, $"{Channels}/{id}") { Content = Wire.Json(Renamed) };
        request.Headers.Add("If-Match", "\"1\"");
        await (await _host.Admin.SendAsync(request, Wire.Token)).IsProblem(HttpStatusCode.PreconditionFailed);
        Assert.Equal(theirs, Kept(id));
    }

    async Task<string> Make(string wish) =>
        (await (await Send(HttpMethod.Post, Channels, Hook, wish)).Is(HttpStatusCode.Created)).GetProperty("id").GetString()!;

    Entry<ChannelSpec> Kept(string id) => (Entry<ChannelSpec>)_host.Store.Entries[(Kinds.Channel, id)];

    async Task<HttpResponseMessage> Send(HttpMethod method, string path, string body, string wish)
    {
        using var request = new HttpRequestMessage(method, path) { Content = Wire.Json(body) };
        request.Headers.Add("Idempotency-Key", wish);
        return await _host.Admin.SendAsync(request, Wire.Token);
    }
}
