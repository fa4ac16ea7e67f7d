using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Orleans.Runtime;

/// <summary>
/// Asks the processor for an object before it is needed. Where a million grains live, a call finds each of its objects forgotten by the caches,
/// and what can be asked for while other work is done is not waited for.
/// </summary>
static class Prefetch
{
    const int Line = 64;

    /// <summary>No look at the object: if the collector moves it meanwhile, a line was fetched in vain.</summary>
    /// <param name="lines">How many lines of a cache it is spread over.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static unsafe void Begin(object? value, int lines)
    {
        if (!Sse.IsSupported)
            return;
        var address = Unsafe.As<object?, nint>(ref value);
        for (var line = 0; line < lines; line++)
            Sse.Prefetch0((byte*)address + line * Line);
    }
}
