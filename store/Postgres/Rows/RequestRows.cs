namespace Watchfloor.Store.Postgres;

/// <summary>Wishes that were granted are forgotten after a week.</summary>
static class RequestRows
{
    public const int Oldest = 500;

    public static readonly long Week = TimeSpan.FromDays(7).Ticks / TimeSpan.TicksPerMicrosecond;
    public static readonly long Between = TimeSpan.FromSeconds(1).Ticks / TimeSpan.TicksPerMicrosecond;

    // Lanes that forget at the same moment take different rows.
    public const string Forget = """
        DELETE FROM requests WHERE ctid = ANY (ARRAY(
          SELECT ctid FROM requests WHERE at < $1 ORDER BY at LIMIT $2 FOR UPDATE SKIP LOCKED
        ))
        """;
}
