using System.Text.Json;
using Watchfloor.Tests.Processes;

namespace Watchfloor.Tests.Channels;

/// <summary>A mail as its receiver read it.</summary>
sealed record ReceivedMail(
    string From,
    IReadOnlyList<string> To,
    bool Encrypted,
    string? User,
    string Subject,
    string MessageId,
    string Text,
    string Html,
    DateTimeOffset Date,
    IReadOnlyList<string> Headers,
    int Longest
);

/// <summary>Somebody else's mail server in a process of its own: tests/Channels/mail-server.</summary>
sealed class MailServer : IAsyncDisposable
{
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    static readonly string Home = Path.Combine(Repository.Root, "tests", "Channels", "mail-server");
    static readonly SemaphoreSlim Installing = new(1);

    readonly TemporaryDirectory _directory = new();
    readonly Child _child;

    MailServer(string mode)
    {
        File.WriteAllText(_directory["key.pem"], Authority.ServerKey);
        File.WriteAllText(_directory["certificate.pem"], Authority.ServerPem);
        var program = Path.Combine(Home, "mail-server.mjs");
        _child = Child.Start("node", [program, _directory["mails.jsonl"], mode, _directory["key.pem"], _directory["certificate.pem"]]);
    }

    public TestAuthority Authority { get; } = new();

    public string Port { get; private set; } = "";

    /// <summary>What it took so far.</summary>
    public IReadOnlyList<ReceivedMail> Mails =>
        File.Exists(_directory["mails.jsonl"])
            ? [.. File.ReadAllLines(_directory["mails.jsonl"]).Select(line => JsonSerializer.Deserialize<ReceivedMail>(line, Json)!)]
            : [];

    /// <summary>Mode: starttls (encryption and a user are demanded), tls, or open (neither).</summary>
    public static async Task<MailServer> Start(string mode)
    {
        await Install();
        var server = new MailServer(mode);
        server.Port = await server._child.Says("port");
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _child.DisposeAsync();
        _directory.Dispose();
    }

    static async Task Install()
    {
        await Installing.WaitAsync();
        try
        {
            if (Directory.Exists(Path.Combine(Home, "node_modules", "smtp-server")))
                return;
            await using var npm = Child.Start("npm", ["ci", "--no-audit", "--no-fund"], Home);
            Assert.True(await npm.Exit(TimeSpan.FromMinutes(3)) == 0, npm.Output);
        }
        finally
        {
            Installing.Release();
        }
    }
}
