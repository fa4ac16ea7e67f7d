using Watchfloor.Kernel;

namespace Watchfloor.Silo;

/// <summary>Writes documents anew, many to a flush.</summary>
sealed class Mender(IJournals journals)
{
    const int Together = 256;

    readonly List<Task<bool>> _writing = [];

    /// <summary>How many follow from their journals again.</summary>
    public long Mended { get; private set; }

    public async ValueTask Mend(Difference difference)
    {
        if (difference.Mended is not { } document)
            return;
        _writing.Add(journals.Rewrite(document.ToRewrite()));
        if (_writing.Count == Together)
            await Done();
    }

    /// <summary>Returns when all of it is durable.</summary>
    public async Task Done()
    {
        Mended += (await Task.WhenAll(_writing)).Count(written => written);
        _writing.Clear();
    }
}
