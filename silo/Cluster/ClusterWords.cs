using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;

namespace Watchfloor.Silo;

/// <summary>The options of the command line that make a process a part of a cluster.</summary>
sealed class ClusterWords
{
    readonly Option<string?> _cluster = new("--cluster")
    {
        Description = "be one of several processes on this --postgres; the name of the cluster may follow (watchfloor)",
        Arity = ArgumentArity.ZeroOrOne,
    };
    readonly Option<ProcessRole> _role = new("--role") { Description = "what of it: silo, api, or all, which is both" };
    readonly Option<IPEndPoint?> _address = new("--silo-address")
    {
        Description = "address and port at which the other processes reach this silo (a free port of 127.0.0.1)",
        CustomParser = Parse,
    };
    readonly Option<string?> _name = new("--name") { Description = "how people know this process in its cluster" };
    readonly Option<string?> _certificate = NewCertificate();
    readonly Option<string?> _authority = NewAuthority();
    readonly Option<int> _silos = new("--silos")
    {
        Description = "with so many silos an api is ready at the first start of all; later one is enough",
        DefaultValueFactory = _ => 1,
    };

    /// <summary>The connection string where no word of the command line, which all users of the machine can read, is to hold it.</summary>
    public static string? PostgresOfEnvironment =>
        Environment.GetEnvironmentVariable("WATCHFLOOR_POSTGRES") is { Length: > 0 } given ? given : null;

    public void AddTo(RootCommand command, Option<string?> postgres)
    {
        foreach (var option in new Option[] { _cluster, _role, _address, _name, _silos, _certificate, _authority })
            command.Add(option);
        command.Validators.Add(found => Check(found, found.GetValue(postgres)));
    }

    /// <summary>Null where it is alone.</summary>
    public ClusterPart? Read(ParseResult given, string urls)
    {
        if (given.GetResult(_cluster) is null)
            return null;
        var role = given.GetValue(_role);
        var silo = role == ProcessRole.Api ? null : given.GetValue(_address) ?? new(IPAddress.Loopback, FreePort.On(IPAddress.Loopback));
        return new(
            given.GetValue(_cluster) ?? ClusterPart.DefaultCluster,
            role,
            given.GetValue(_name) ?? $"{Environment.MachineName}-{silo?.Port ?? PortOf(urls)}"
        )
        {
            SiloAddress = silo,
            AwaitedSilos = given.GetValue(_silos),
            Certificates = given.GetValue(_certificate) is { } file
                ? new(Path.GetFullPath(file), given.GetValue(_authority) is { } authority ? Path.GetFullPath(authority) : null)
                : null,
        };
    }

    /// <summary>Whether it stands there; what is there by default is not known yet when words are checked.</summary>
    public static bool IsGiven(CommandResult found, Option option) => found.GetResult(option) is { Implicit: false };

    /// <summary>The file by which a process shows who it is.</summary>
    public static Option<string?> NewCertificate() =>
        new("--silo-certificate")
        {
            Description = "speak TLS with the other processes, with the certificate and key of this PEM file; all of them must",
        };

    /// <summary>The file by which it knows the others.</summary>
    public static Option<string?> NewAuthority() =>
        new("--silo-authority") { Description = "PEM file of the authority that issued the others' (those that the system trusts)" };

    public static void CheckCertificates(CommandResult found, Option certificate, Option authority)
    {
        if (IsGiven(found, authority) && !IsGiven(found, certificate))
            found.AddError("--silo-authority needs --silo-certificate: both sides show one.");
    }

    void Check(CommandResult found, string? postgres)
    {
        var isPart = IsGiven(found, _cluster);
        if (isPart && postgres is null && PostgresOfEnvironment is null)
            found.AddError("--cluster needs --postgres: several processes share one PostgreSQL database.");
        CheckCertificates(found, _certificate, _authority);
        if (IsGiven(found, _silos) && found.GetValue(_silos) < 1)
            found.AddError("--silos takes a number above 0.");
        if (
            !isPart
            && new Option[] { _role, _address, _name, _silos, _certificate, _authority }.FirstOrDefault(option => IsGiven(found, option))
                is { } lone
        )
            found.AddError($"{lone.Name} is for a process of a cluster: give --cluster too.");
    }

    static int PortOf(string urls) => Uri.TryCreate(urls.Split(';')[0], UriKind.Absolute, out var url) ? url.Port : 0;

    static IPEndPoint? Parse(ArgumentResult given)
    {
        var text = given.Tokens.Single().Value;
        if (IPEndPoint.TryParse(text, out var address) && address.Port > 0)
        {
            if (!address.Address.Equals(IPAddress.Any) && !address.Address.Equals(IPAddress.IPv6Any))
                return address;
            given.AddError("--silo-address is where the others reach this silo: an address of this machine, not all of them.");
            return null;
        }
        given.AddError($"--silo-address takes an address with its port such as 127.0.0.1:11111, not '{text}'.");
        return null;
    }
}
