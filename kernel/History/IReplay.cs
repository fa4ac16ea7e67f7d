namespace Watchfloor.Kernel;

/// <summary>Tells the past of entities of one kind by their own rules.</summary>
public interface IReplay
{
    /// <summary>The kind it serves.</summary>
    string Kind { get; }

    /// <summary>An entity before anything happened.</summary>
    IPast Begin(EntityId self);

    /// <summary>What follows from the state in a document alone, as an activation knows it that begins with it.</summary>
    Replayed Recall(StoredDocument document);
}

/// <summary>One entity, told fact by fact. It holds one state, however long the journal.</summary>
public interface IPast
{
    /// <summary>How many facts were told.</summary>
    long Version { get; }

    /// <summary>
    /// The next fact. Throws <see cref="System.Text.Json.JsonException"/> where the journal has a gap, or holds what this program cannot
    /// read.
    /// </summary>
    void Tell(JournaledFact fact);

    /// <summary>What follows from all that was told; null before the first fact.</summary>
    Replayed? Now();
}
