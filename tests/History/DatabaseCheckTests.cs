using System.Text;
using Watchfloor.Kernel;
using Watchfloor.Store;
using Watchfloor.Store.Sqlite;
using Watchfloor.Tests.Stores;

namespace Watchfloor.Tests.History;

/// <summary>A database with every state that rules can lead to, and what can happen to it behind the server's back.</summary>
public sealed class DatabaseCheckTests : IAsyncLifetime
{
    static readonly TenantId North = new("north");

    const int OfOneKind = 40;

    readonly TemporaryDirectory _directory = new();
    SqliteStore _store = null!;
    string _twoFacts = "";
    long _documents;
    long _facts;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _store = SqliteStore.Open(_directory.Path, TimeProvider.System);
        foreach (
            var commit in SampleJournals.Kinds.SelectMany(kind =>
                SampleJournals.Of(kind, TenantId.Default).Take(OfOneKind).Concat(SampleJournals.Of(kind, North).Take(OfOneKind))
            )
        )
        {
            Assert.IsType<CommitResult.Committed>(await _store.Commits.Commit(commit with { Claims = [] }));
            if (_twoFacts.Length == 0 && commit is { Entity.Kind: Kinds.Event, Facts.Length: > 1 } && Titled(commit))
                _twoFacts = commit.Entity.Id;
            _documents++;
            _facts += commit.Facts.Length;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Everything_that_rules_wrote_follows_from_its_journal()
    {
        var (counts, differences) = await Check();
        Assert.Empty(differences);
        Assert.Equal(SampleJournals.Kinds.Order(), counts.Select(kind => kind.Kind));
        Assert.All(counts, kind => Assert.True(kind.Documents > 0, kind.Kind));
        Assert.Equal((_documents, _facts), (counts.Sum(kind => kind.Documents), counts.Sum(kind => kind.Facts)));
    }

    [Theory]
    [InlineData(
        "UPDATE event SET state = replace(state, 'Pressure high', 'Nothing') WHERE id = 'event-two-facts'",
        "state at $.body.title"
    )]
    [InlineData("UPDATE event SET view = replace(view, 'Pressure high', 'Nothing') WHERE id = 'event-two-facts'", "view at $.title")]
    [InlineData("UPDATE event SET view = NULL WHERE id = 'event-two-facts'", "view is missing")]
    [InlineData("UPDATE event SET view = 'rubbish' WHERE id = 'event-two-facts'", "view is no JSON")]
    [InlineData("UPDATE event SET severity = 4, title = NULL WHERE id = 'event-two-facts'", "column severity, title")]
    [InlineData("UPDATE event SET external_id = 'x' WHERE id = 'event-0000'", "column external_id")]
    [InlineData("UPDATE event SET version = version + 1 WHERE id = 'event-two-facts'", "version")]
    [InlineData("UPDATE due SET at = at + 1 WHERE id = 'event-0000'", "due")]
    [InlineData("DELETE FROM due WHERE id = 'event-0000'", "due never instead of")]
    [InlineData("INSERT OR REPLACE INTO due VALUES (0, 5, 1, 'north', 'facility', 'facility-0000')", "instead of never")]
    [InlineData("DELETE FROM policy WHERE id = 'policy-0001'", "missing")]
    public async Task Whatever_was_changed_is_found_in_both_tenants_and_mended(string sql, string what)
    {
        await Run(sql);
        var (_, found) = await Check();
        Assert.InRange(found.Count, 1, 2);
        Assert.All(found, difference => Assert.Contains(what, difference.What));
        Assert.All(found, difference => Assert.DoesNotContain("Nothing", difference.What));

        foreach (var difference in found)
            Assert.True(await _store.Journals.Rewrite(difference.Mended!.ToRewrite()));
        Assert.Empty((await Check()).Differences);
    }

    /// <summary>Documents of earlier programs are full of them.</summary>
    [Fact]
    public async Task A_member_that_is_null_says_what_none_says()
    {
        await Run("UPDATE event SET state = json_set(state, '$.body.nothing', null), view = json_set(view, '$.nobody', null)");
        Assert.Empty((await Check()).Differences);
        await Run("UPDATE event SET view = json_set(view, '$.title', null) WHERE id = 'event-two-facts'");
        var (_, found) = await Check();
        Assert.InRange(found.Count, 1, 2);
        Assert.All(found, difference => Assert.Contains("view at $.title", difference.What));
    }

    [Theory]
    [InlineData("DELETE FROM journal WHERE id = 'event-two-facts' AND version = 1", "goes from version 0 to 2")]
    [InlineData("DELETE FROM journal WHERE id = 'event-0000'", "no journal")]
    [InlineData(
        "UPDATE journal SET type = 'vanished' WHERE id = 'event-two-facts' AND version = 2",
        "nobody knows the fact 'vanished' of event"
    )]
    [InlineData("UPDATE journal SET data = '[]' WHERE id = 'event-two-facts' AND version = 2", "version 2")]
    public async Task A_journal_that_cannot_be_told_is_named_and_left_alone(string sql, string what)
    {
        await Run(sql);
        var (_, found) = await Check();
        Assert.Equal(2, found.Count);
        Assert.All(found, difference => Assert.Contains(what, difference.What));
        Assert.All(found, difference => Assert.Null(difference.Mended));
    }

    [Fact]
    public async Task A_fact_that_says_something_else_shows_in_its_document()
    {
        await Run("UPDATE journal SET data = replace(data, 'Pressure high', 'Nothing') WHERE id = 'event-two-facts' AND version = 1");
        Assert.All((await Check()).Differences, difference => Assert.Contains("title", difference.What));
    }

    [Fact]
    public async Task It_reads_beside_a_running_server_and_refuses_a_directory_without_a_database()
    {
        using (var beside = SqliteJournalFile.Open(_directory.Path))
        {
            var counts = await new DatabaseCheck(beside.Journals, SampleJournals.Replays).Run(_ => ValueTask.CompletedTask, Cancellation);
            Assert.Equal(_documents, counts.Sum(kind => kind.Documents));
        }
        using var empty = new TemporaryDirectory();
        Assert.Contains("no database", Assert.Throws<StoreRefusedException>(() => SqliteJournalFile.Open(empty.Path)).Message);
        Assert.Empty(Directory.GetFiles(empty.Path));
    }

    [Fact]
    public async Task A_database_of_another_schema_is_refused()
    {
        await Run("INSERT INTO migrations VALUES (9999, 'from the future', 0)");
        Assert.Contains("9999", Assert.Throws<StoreRefusedException>(() => SqliteJournalFile.Open(_directory.Path)).Message);
    }

    static bool Titled(Commit commit) =>
        Encoding.UTF8.GetString(commit.State.Span).Contains("\"title\":\"Pressure high", StringComparison.Ordinal);

    Task Run(string sql)
    {
        var mine = sql.Replace("event-two-facts", _twoFacts, StringComparison.Ordinal);
        return _store.Write(new SmallWrite(writer => writer.Connection.Run(mine)));
    }

    async Task<(IReadOnlyList<KindChecked> Counts, List<Difference> Differences)> Check()
    {
        var differences = new List<Difference>();
        var counts = await new DatabaseCheck(_store.Journals, SampleJournals.Replays).Run(
            difference =>
            {
                differences.Add(difference);
                return ValueTask.CompletedTask;
            },
            Cancellation
        );
        Assert.Equal(differences.Count, counts.Sum(kind => kind.Differences));
        return (counts, differences);
    }
}
