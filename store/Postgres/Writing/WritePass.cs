namespace Watchfloor.Store.Postgres;

/// <summary>Chains on their way into the database, one statement per kind, and which of them won.</summary>
sealed class WritePass(IReadOnlyList<Chain> chains, FlushPlace place)
{
    static readonly (EntityTable, CommitParts)[] Frequent =
    [
        .. from kind in (string[])[Kinds.Event, Kinds.Escalation, Kinds.Page, Kinds.Device]
        from parts in (CommitParts[])[CommitParts.Changes, CommitParts.Changes | CommitParts.Messages, BeginningOf(kind)]
        select (EntityTable.Of(kind), parts),
    ];

    readonly HashSet<Chain> _losers = [];
    long _missing;

    /// <summary>Chains whose expected version the store does not hold.</summary>
    public IReadOnlyCollection<Chain> Losers => _losers;

    public IEnumerable<Chain> Winners => chains.Where(chain => !_losers.Contains(chain));

    /// <summary>Whether all wishes and claims of the winners were new. Where not, a winner should have lost.</summary>
    public bool IsWhole => _missing == 0;

    public void Add(Statements statements)
    {
        foreach (var kind in chains.GroupBy(chain => chain.Table).OrderBy(kind => kind.Key.Kind, StringComparer.Ordinal))
        {
            List<Chain> ordered =
            [
                .. kind.OrderBy(chain => chain.Entity.Tenant.Value, StringComparer.Ordinal)
                    .ThenBy(chain => chain.Entity.Id, StringComparer.Ordinal),
            ];
            statements.Add(
                CommitStatement.Of(kind.Key, PartsOf(ordered)),
                row => Read(ordered, row),
                CommitRows.Of(kind.Key, ordered, place)
            );
        }
    }

    /// <summary>Writes nothing of the kinds that are written most.</summary>
    public void AddEmpty(Statements statements)
    {
        foreach (var (table, parts) in Frequent)
            statements.Add(CommitStatement.Of(table, parts), _ => { }, CommitRows.Of(table, [], place));
    }

    static CommitParts BeginningOf(string kind) =>
        CommitParts.Beginnings | CommitParts.Messages | (kind == Kinds.Event ? CommitParts.Claims : CommitParts.None);

    static CommitParts PartsOf(List<Chain> chains)
    {
        var parts = CommitParts.None;
        foreach (var chain in chains)
        {
            parts |= chain.Expected == 0 ? CommitParts.Beginnings : CommitParts.Changes;
            foreach (var write in chain.Commits)
            {
                if (!write.Commit.Outbox.IsEmpty)
                    parts |= CommitParts.Messages;
                if (write.Claims.Length > 0)
                    parts |= CommitParts.Claims;
            }
        }
        return parts;
    }

    void Read(List<Chain> ordered, Row row)
    {
        foreach (var loser in row.Longs(0))
            _losers.Add(ordered[(int)loser - 1]);
        var winners = ordered.Where(chain => !_losers.Contains(chain)).SelectMany(chain => chain.Commits).ToList();
        _missing += winners.Count(write => write.Commit.Request is not null) - row.Long(1);
        _missing += winners.Sum(write => write.Claims.Length) - row.Long(2);
    }
}
