using System.Globalization;
using Watchfloor.Kernel;

namespace Watchfloor.Store.Sqlite;

/// <summary>
/// One commit. It writes guard rows first (request, claims, document), which tell in one step each whether it wins, and takes them back
/// where it does not; so it fails alone, and a winner costs no more statements than it has rows.
/// </summary>
sealed class CommitWrite : Write<CommitResult>
{
    readonly Commit _commit;
    readonly EntityTable _table;
    readonly ColumnValue[] _columns;
    readonly Claim[] _claims;

    public CommitWrite(Commit commit)
    {
        if (commit.Facts.IsDefaultOrEmpty)
            throw new ArgumentException($"a commit of {commit.Entity} holds no facts", nameof(commit));
        _commit = commit;
        _table = EntityTable.Of(commit.Entity.Kind);
        _columns = ColumnValue.Of(_table, commit.Columns);
        _claims = commit.Claims.Length < 2 ? [.. commit.Claims] : [.. commit.Claims.Distinct()];
    }

    public EntityId Entity => _commit.Entity;

    public override string? Kind => _commit.Entity.Kind;

    protected override CommitResult Change(Writer writer)
    {
        var result = writer.Lost.Contains(_commit.Entity, Ticket)
            ? new CommitResult.Conflict(writer.Documents.Version(_table, _commit.Entity))
            : Guard(writer);
        if (result is CommitResult.Committed)
            Append(writer);
        else
            writer.Lost.Add(_commit.Entity);
        return result;
    }

    CommitResult Guard(Writer writer)
    {
        if (_commit.Request is { } request && !writer.Requests.Add(_commit.Entity, request, _commit.Version, writer.Now))
            return new CommitResult.Repeated(writer.Requests.Version(_commit.Entity, request));
        for (var i = 0; i < _claims.Length; i++)
        {
            if (writer.Claims.Add(_claims[i]))
                continue;
            var owner = writer.Claims.Owner(_claims[i]);
            TakeBack(writer, claims: i);
            return new CommitResult.Claimed(owner);
        }
        if (writer.Documents.Put(_table, _commit, _columns))
            return CommitResult.Committed.Instance;
        TakeBack(writer, _claims.Length);
        return new CommitResult.Conflict(writer.Documents.Version(_table, _commit.Entity));
    }

    void TakeBack(Writer writer, int claims)
    {
        if (_commit.Request is { } request)
            writer.Requests.Remove(_commit.Entity, request);
        for (var i = 0; i < claims; i++)
            writer.Claims.Remove(_claims[i]);
    }

    void Append(Writer writer)
    {
        for (var i = 0; i < _commit.Facts.Length; i++)
            writer.Journal.Add(writer.Xid, _commit, i);
        writer.Due.Set(_commit.Entity, _commit.Due, isNew: _commit.Expected == 0);
        for (var i = 0; i < _commit.Outbox.Length; i++)
        {
            var request = string.Create(CultureInfo.InvariantCulture, $"{_commit.Entity.Kind}/{_commit.Entity.Id}/{_commit.Version}/{i}");
            var message = _commit.Outbox[i];
            writer.Outbox.Add(_commit.Entity, message.Target, message.Command, message.Data.Span, request, _commit.Trace);
        }
    }
}
