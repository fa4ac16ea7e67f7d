using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Watchfloor.Kernel;

/// <summary>Facts to record, or the reason why nothing may happen. Never both. No facts: it is so already.</summary>
[CollectionBuilder(typeof(Decision), nameof(Decision.Of))]
public readonly record struct Decision<TFact>(ImmutableArray<TFact> Facts, Refused? Refusal = null)
{
    /// <summary>Enumerates the facts.</summary>
    public ImmutableArray<TFact>.Enumerator GetEnumerator() => Facts.GetEnumerator();

    /// <summary>A refusal decides.</summary>
    public static implicit operator Decision<TFact>(Refused refused) => new([], refused);
}

/// <summary>Why not, in words a person can act on.</summary>
public sealed record Refused(OutcomeKind Kind, string Reason);

/// <summary>Makes decisions.</summary>
public static class Decision
{
    /// <summary>For collection expressions.</summary>
    public static Decision<T> Of<T>(ReadOnlySpan<T> facts) => new([.. facts]);

    /// <summary>Forbidden in this state.</summary>
    public static Refused Refuse(string reason) => new(OutcomeKind.Refused, reason);

    /// <summary>There is no such thing.</summary>
    public static Refused Absent(string reason) => new(OutcomeKind.Absent, reason);

    /// <summary>Makes no sense in any state.</summary>
    public static Refused Invalid(string reason) => new(OutcomeKind.Invalid, reason);
}
