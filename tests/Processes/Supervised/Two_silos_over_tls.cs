using System.Text.Json;

namespace Watchfloor.Tests.Processes;

/// <summary>Two silos and an api that one command keeps, with certificates between them and a log for programs.</summary>
public sealed class Two_silos_over_tls : IAsyncLifetime
{
    readonly TemporaryDirectory _directory = new();
    Authority _authority = null!;

    public string Data => _directory["data"];

    public string Address { get; } = $"http://127.0.0.1:{FreePorts.Next()}";

    internal Child Cluster { get; private set; } = null!;

    /// <summary>Where the other processes reach the silos.</summary>
    public IReadOnlyList<string> SiloAddresses { get; private set; } = [];

    public async ValueTask InitializeAsync()
    {
        _authority = new("ours", _directory["authority.pem"]);
        string[] tls = ["--silo-certificate", Certificate("silo.pem"), "--silo-authority", _authority.Path];
        string[] up =
        [
            "cluster",
            "up",
            "--silos",
            "2",
            "--apis",
            "1",
            "--log",
            "json",
            "--no-demo",
            "--data",
            Data,
            "--urls",
            Address,
            .. tls,
        ];
        Cluster = Child.Start(
            "dotnet",
            [Repository.Program("silo", "Watchfloor.Silo.dll"), .. up],
            directory: null,
            ("DOTNET_gcServer", "0"),
            ("DOTNET_TieredPGO", "0")
        );
        await Cluster.Says("Sign in: ");
        await Eventually.Sees(
            "it says that all serve",
            () => Cluster.Printed.Any(line => line.Contains("2 silos and 1 api serve", StringComparison.Ordinal)),
            said => said
        );
        using var file = JsonDocument.Parse(
            await File.ReadAllTextAsync(Path.Combine(Data, "cluster.json"), TestContext.Current.CancellationToken)
        );
        SiloAddresses =
        [
            .. file
                .RootElement.GetProperty("processes")
                .EnumerateArray()
                .Select(one => one.GetProperty("siloAddress").GetString()!)
                .Where(address => address is not null),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        await Cluster.Terminate();
        await Cluster.DisposeAsync();
        _authority.Dispose();
        _directory.Dispose();
    }

    /// <summary>One more of the authority.</summary>
    public string Certificate(string name) => _authority.Issue(_directory[name]);

    /// <summary>One of another authority, which calls itself the same.</summary>
    public string ForeignCertificate(string name)
    {
        using var other = new Authority("ours", _directory["other.pem"]);
        return other.Issue(_directory[name]);
    }

    internal Caller Admin() => new(Address, File.ReadAllText(Path.Combine(Data, "admin.key")).Trim());
}
