using System.Globalization;
using System.Runtime.InteropServices;
using Watchfloor.Kernel;

namespace Watchfloor.Store.Postgres;

/// <summary>Puts the chains of one kind into the parameters of <see cref="CommitStatement"/>, in the order of their keys.</summary>
static class CommitRows
{
    public static Arg[] Of(EntityTable table, IReadOnlyList<Chain> chains, FlushPlace place)
    {
        var commits = chains.SelectMany(chain => chain.Commits).ToList();
        var wishes = commits.Where(write => write.Commit.Request is not null).ToList();
        var claims = commits.SelectMany(write => write.Claims.Select(claim => (write.Entity, Claim: claim))).ToList();
        return
        [
            place.XidBase,
            Arg.Texts(chains.Select(chain => chain.Entity.Tenant.Value)),
            Arg.Texts(chains.Select(chain => chain.Entity.Id)),
            Arg.Longs(chains.Select(chain => chain.Expected)),
            Arg.Longs(chains.Select(chain => chain.Version)),
            Arg.Bytes(chains.Select(chain => Bytes(chain.Last.Commit.State))),
            Arg.Bytes(chains.Select(chain => chain.Last.Commit.View is { } view ? Bytes(view) : null)),
            Arg.Ints(chains.Select(chain => DuePartition.Of(chain.Entity))),
            Arg.Longs(chains.Select(chain => chain.Last.Commit.Due is { } due ? Micros.Of(due.At) : (long?)null)),
            Arg.Ints(chains.Select(chain => chain.Last.Commit.Due?.Rank ?? 0)),
            .. Facts(commits),
            .. Messages(commits),
            Arg.Texts(wishes.Select(write => write.Entity.Tenant.Value)),
            Arg.Texts(wishes.Select(write => write.Entity.Id)),
            Arg.Texts(wishes.Select(write => write.Commit.Request!.Value.Value)),
            Arg.Longs(wishes.Select(write => write.Commit.Version)),
            place.Now,
            Arg.Texts(claims.Select(row => row.Entity.Tenant.Value)),
            Arg.Texts(claims.Select(row => row.Entity.Id)),
            Arg.Texts(claims.Select(row => row.Claim.Tenant.Value)),
            Arg.Texts(claims.Select(row => row.Claim.Source)),
            Arg.Texts(claims.Select(row => row.Claim.ExternalId)),
            Arg.Texts(claims.Select(row => row.Claim.EventId)),
            Arg.Texts(commits.SelectMany(write => write.Commit.Facts.Select(_ => write.Commit.Trace))),
            Arg.Texts(commits.SelectMany(write => write.Commit.Outbox.Select(_ => write.Commit.Trace))),
            Arg.Ints(commits.SelectMany(write => write.Commit.Outbox.Select(_ => DuePartition.Of(write.Entity)))),
            .. table.Columns.Select((column, at) => Column(column, chains.Select(chain => chain.Last.Columns[at]))),
        ];
    }

    static IEnumerable<Arg> Facts(List<CommitWrite> commits)
    {
        var facts = commits
            .SelectMany(write => write.Commit.Facts.Select((fact, at) => (write.Commit, write.First, Fact: fact, At: at)))
            .ToList();
        return
        [
            Arg.Longs(facts.Select(row => row.First.Fact + row.At)),
            Arg.Texts(facts.Select(row => row.Commit.Entity.Tenant.Value)),
            Arg.Texts(facts.Select(row => row.Commit.Entity.Id)),
            Arg.Longs(facts.Select(row => row.Commit.Expected + 1 + row.At)),
            Arg.Texts(facts.Select(row => row.Fact.Name)),
            Arg.Bytes(facts.Select(row => Bytes(row.Fact.Data))),
            Arg.Texts(facts.Select(row => row.Commit.Actor)),
            Arg.Longs(facts.Select(row => Micros.Of(row.Fact.At))),
            Arg.Texts(facts.Select(row => row.Commit.Request?.Value)),
        ];
    }

    static IEnumerable<Arg> Messages(List<CommitWrite> commits)
    {
        var messages = commits
            .SelectMany(write => write.Commit.Outbox.Select((message, at) => (write.Commit, write.First, Message: message, At: at)))
            .ToList();
        return
        [
            Arg.Ints(messages.Select(row => row.First.Message + row.At)),
            Arg.Texts(messages.Select(row => row.Commit.Entity.Tenant.Value)),
            Arg.Texts(messages.Select(row => row.Commit.Entity.Id)),
            Arg.Texts(messages.Select(row => row.Message.Target.Tenant.Value)),
            Arg.Texts(messages.Select(row => row.Message.Target.Kind)),
            Arg.Texts(messages.Select(row => row.Message.Target.Id)),
            Arg.Texts(messages.Select(row => row.Message.Command)),
            Arg.Bytes(messages.Select(row => Bytes(row.Message.Data))),
            Arg.Texts(messages.Select(row => RequestOf(row.Commit, row.At))),
        ];
    }

    static string RequestOf(Commit commit, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"{commit.Entity.Kind}/{commit.Entity.Id}/{commit.Version}/{index}");

    public static Arg Column(TableColumn column, IEnumerable<ColumnValue> values) =>
        column.Type == ColumnType.Text ? Arg.Texts(values.Select(value => value.Text)) : Arg.Longs(values.Select(value => value.Number));

    /// <summary>Without a copy where the whole array is meant.</summary>
    public static byte[] Bytes(ReadOnlyMemory<byte> memory) =>
        MemoryMarshal.TryGetArray(memory, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length
            ? segment.Array
            : memory.ToArray();
}
