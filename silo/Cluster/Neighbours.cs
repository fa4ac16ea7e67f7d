using System.Net;
using System.Net.Sockets;
using Npgsql;
using Watchfloor.Store;

namespace Watchfloor.Silo;

/// <summary>
/// Whether this silo and those that have joined can live together: each reaches the others, and nobody else has its name. Two that do not
/// reach each other would fail each other's calls, or take each other for dead. Whoever has just been killed is not in the way.
/// </summary>
sealed partial class Neighbours(ClusterDatabase database, ClusterPart part, ILogger<Neighbours> log)
{
    const string Members = """
        SELECT name, address, extract(epoch FROM lease_until - clock_timestamp())::float8 FROM watchfloor_member
        WHERE cluster_id = $1 AND takes_grains AND NOT evicted AND lease_until > clock_timestamp()
        """;

    /// <summary>Of the ten seconds of a lease, which is renewed each second: who has less left may have been killed.</summary>
    const double Fresh = 8.5;
    static readonly TimeSpan Again = TimeSpan.FromMilliseconds(100);

    /// <summary>Long enough for a first packet that was lost.</summary>
    static readonly TimeSpan DialPatience = TimeSpan.FromSeconds(2);

    /// <summary>So long it is waited for a silo of the same name: it may be about to end, and this one is to take its place.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Throws <see cref="StoreRefusedException"/> where they cannot.</summary>
    public async Task MustBeInReach(CancellationToken cancellation)
    {
        if (part.SiloAddress is not { } own)
            return;
        var doubts = new Doubts();
        while (true)
        {
            var fresh = (await Read(cancellation)).Where(member => member.LeaseLeft > Fresh).ToList();
            foreach (var member in fresh)
                MustBeOfOneNetwork(own, member);
            var answers = await Task.WhenAll(fresh.Select(member => Answers(member.Address, cancellation)));
            var inDoubt = fresh.Zip(answers).Where(asked => IsNamesake(asked.First) || !asked.Second).Select(asked => asked.First).ToList();
            if (inDoubt.Count == 0)
                return;
            foreach (var member in doubts.WhoLive(inDoubt))
            {
                if (!IsNamesake(member))
                    throw new StoreRefusedException(IPAddress.IsLoopback(own.Address) ? Elsewhere(own, member) : OutOfReach(own, member));
                MayStillEnd(member, doubts);
            }
            await Task.Delay(Again, cancellation); // either it renews its lease, or it is dead and soon has less left
        }
    }

    void MustBeOfOneNetwork(IPEndPoint own, Member member)
    {
        if (!IsNamesake(member) && IPAddress.IsLoopback(member.Address.Address) != IPAddress.IsLoopback(own.Address))
            throw new StoreRefusedException(Apart(own, member));
    }

    /// <summary>Waits for a namesake as long as there is patience, and says so once.</summary>
    void MayStillEnd(Member member, Doubts doubts)
    {
        if (doubts.Lasted >= Patience)
            throw new StoreRefusedException(Namesake(member));
        if (!doubts.AreTold)
            WaitsForNamesake(log, member.Name, member.Address, Patience);
        doubts.AreTold = true;
    }

    bool IsNamesake(Member member) => member.Name == part.Name;

    async Task<List<Member>> Read(CancellationToken cancellation)
    {
        var members = new List<Member>();
        await using var connection = await database.Open(cancellation);
        await using var command = new NpgsqlCommand(Members, connection) { Parameters = { new() { Value = part.Cluster } } };
        try
        {
            await using var rows = await command.ExecuteReaderAsync(cancellation);
            while (await rows.ReadAsync(cancellation))
                if (IPEndPoint.TryParse(rows.GetString(1), out var address))
                    members.Add(new(rows.GetString(0), address, rows.GetDouble(2)));
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.UndefinedTable)
        {
            // nobody has ever joined
        }
        return members;
    }

    /// <summary>Who can be reached takes connections as long as it renews its lease.</summary>
    static async Task<bool> Answers(IPEndPoint address, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(DialPatience);
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(address, patience.Token);
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    string Namesake(Member member) =>
        $"A silo named {member.Name} has joined {part.Cluster} at {member.Address} and lives: stop it, or give this one a name of its own with --name.";

    static string Apart(IPEndPoint own, Member member) =>
        IPAddress.IsLoopback(own.Address)
            ? $"{member.Name} has joined at {member.Address}, and would not reach this silo at {own}: give the address of this machine with --silo-address."
            : $"{member.Name} has joined at {member.Address}, where only its own machine reaches it: stop it, and start it with --silo-address and the address of its machine.";

    static string Elsewhere(IPEndPoint own, Member member) =>
        $"{member.Name} has joined at {member.Address} of another machine: start all silos with --silo-address and the address of their machine, not with {own.Address}.";

    static string OutOfReach(IPEndPoint own, Member member) =>
        $"{member.Name} has joined at {member.Address} and lives, but takes no connection from this silo at {own}: see to the network between them, and start this one again.";

    [LoggerMessage(
        1,
        LogLevel.Warning,
        "A silo named {Name} has joined at {Address}; this one waits up to {Patience} until that has ended"
    )]
    static partial void WaitsForNamesake(ILogger log, string name, IPEndPoint address, TimeSpan patience);

    readonly record struct Member(string Name, IPEndPoint Address, double LeaseLeft);

    /// <summary>Members of whom is not known yet whether they live, and how much of their leases was left when they were last seen.</summary>
    sealed class Doubts
    {
        readonly long _began = TimeProvider.System.GetTimestamp();
        readonly Dictionary<IPEndPoint, double> _leaseLeft = [];

        public bool AreTold { get; set; }

        public TimeSpan Lasted => TimeProvider.System.GetElapsedTime(_began);

        /// <summary>Those who have renewed their leases since they were last in doubt; all of them, and nobody else, are in doubt from here on.</summary>
        public List<Member> WhoLive(IReadOnlyList<Member> inDoubt)
        {
            var live = inDoubt.Where(one => _leaseLeft.TryGetValue(one.Address, out var left) && one.LeaseLeft > left).ToList();
            _leaseLeft.Clear();
            foreach (var one in inDoubt)
                _leaseLeft[one.Address] = one.LeaseLeft;
            return live;
        }
    }
}
