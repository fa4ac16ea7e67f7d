using System.Threading.Channels;

namespace Watchfloor.Kernel;

/// <summary>Wakes one waiter; any number of calls before it waits count as one.</summary>
sealed class Signal
{
    readonly Channel<bool> _news = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>Whether nobody would have to wait.</summary>
    public bool IsSet => _news.Reader.Count > 0;

    public void Set() => _news.Writer.TryWrite(true);

    public async Task Wait(CancellationToken cancellation) => await _news.Reader.ReadAsync(cancellation);
}
