using Watchfloor.Input;
using Watchfloor.Problems;
using Watchfloor.Security;

namespace Watchfloor.Catalogue;

/// <summary>What is special about one kind of thing that people define: its words, its ranges, and how it looks.</summary>
interface ICatalogueShape<TSpec, TInput, TView>
{
    /// <summary>The word in journal and grain ids.</summary>
    string Kind { get; }

    /// <summary>The noun for people.</summary>
    string Noun { get; }

    /// <summary>Complains, or makes the spec. <paramref name="before"/> is the entry that it replaces.</summary>
    ValueTask<TSpec?> Spec(
        TInput input,
        string id,
        Entry<TSpec>? before,
        Complaints complaints,
        Caller caller,
        CancellationToken cancellation
    );

    /// <summary>Why this caller must not change it or take it away; null: nothing speaks against it.</summary>
    ProblemAnswer? Refusal(Entry<TSpec> entry, Caller caller) => null;

    /// <summary>As readers see it.</summary>
    TView View(Entry<TSpec> entry);
}
