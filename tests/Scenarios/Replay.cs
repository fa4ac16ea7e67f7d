using Watchfloor.EdgeConnector;

namespace Watchfloor.Tests.Scenarios;

/// <summary>A recording of the house, read by the connector's own reader and played in the time of a room.</summary>
sealed class Replay : IDisposable
{
    readonly Room _room;
    readonly IEnumerator<RecordedRow> _rows;
    readonly TimeSpan _shift;

    public Replay(Room room, string recording)
    {
        _room = room;
        var path = Path.Combine(AppContext.BaseDirectory, "recordings", recording);
        _rows = Recording.Open(path, Path.GetFileNameWithoutExtension(recording)).Rows(new()).GetEnumerator();
        Assert.True(_rows.MoveNext());
        _shift = room.Now - _rows.Current.At;
    }

    /// <summary>Plays so much of it; the rest waits.</summary>
    public async Task Play(TimeSpan time)
    {
        for (var end = _room.Now + time; _rows.Current.At + _shift <= end; Assert.True(_rows.MoveNext(), "the recording is at its end"))
        {
            await _room.Forward(_rows.Current.At + _shift - _room.Now);
            await _room.Readings(_rows.Current.Values);
        }
    }

    public void Dispose() => _rows.Dispose();
}
