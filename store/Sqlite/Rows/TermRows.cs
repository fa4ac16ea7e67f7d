namespace Watchfloor.Store.Sqlite;

/// <summary>
/// The terms of events, put into their index once in a transaction. SQLite writes out what the index holds in memory before each statement
/// that could fail halfway, as one with triggers could; so terms that go in event by event become a piece each, and all pieces are merged
/// again and again. What a migration has noted goes in with the first flush.
/// </summary>
sealed class TermRows(Connection connection)
{
    readonly Statement _noted = connection.Sql("SELECT EXISTS (SELECT 1 FROM event_terms_note)");

    readonly Statement _put = connection.Sql(
        "INSERT INTO event_terms (event_terms, rowid, terms) SELECT iif(gone, 'delete', NULL), n, terms FROM event_terms_note ORDER BY n, seq"
    );

    readonly Statement _forget = connection.Sql("DELETE FROM event_terms_note");

    /// <summary>Puts in what the triggers noted down.</summary>
    public void Settle()
    {
        _noted.Step();
        var any = _noted.Long(0) != 0;
        _noted.Rest();
        if (!any)
            return;
        _put.Run();
        _forget.Run();
    }
}
