using Orleans.Runtime;

namespace Orleans.Clustering;

/// <summary>
/// The cluster as one process knows it. A silo is a member and installs views; a client only looks on. Calls ask it where a grain is
/// served, so <see cref="OwnerOf"/> and <see cref="MayServe"/> take no lock and no wait.
/// </summary>
interface ICluster
{
    /// <summary>The newest view that is installed here; a client's is the newest that it has read.</summary>
    View View { get; }

    /// <summary>Raised after a view was installed, with what came before it; on any thread, handlers are quick.</summary>
    event Action<View>? Installed;

    /// <summary>Where calls for the grain go by the installed view; null while the cluster has no member that takes grains.</summary>
    SiloAddress? OwnerOf(GrainId grain);

    /// <summary>Whether this silo may take turns for the grain now: the view gives it here, and the barrier of what has come is passed. Never on a client.</summary>
    bool MayServe(GrainId grain);

    /// <summary>
    /// Whether turns of this silo may call others. Who has lost his lease may have lost his grains, and nobody here knows it yet. Always on a client.
    /// </summary>
    bool MayCall { get; }

    /// <summary>Completes when it is worth asking <see cref="MayServe"/> and <see cref="OwnerOf"/> again: a barrier was passed or a view installed.</summary>
    Task Change { get; }

    /// <summary>What silos and clients of this cluster know and nobody else does; they prove it to each other when they connect.</summary>
    ReadOnlyMemory<byte> Secret { get; }

    /// <summary>Somebody speaks of a view that is not known here: it is read soon.</summary>
    void Heard(long view);

    /// <summary>A connection to a member was refused. Where one had stood before, its process has ended.</summary>
    void Refused(SiloAddress member, bool wasThere);

    /// <summary>A connection to this life of a member stands: it has not ended, whatever was said before.</summary>
    void Reached(SiloAddress member);

    /// <summary>A member neither answers nor refuses. That proves nothing; others are told, and people.</summary>
    void Missed(SiloAddress member);
}

/// <summary>Tells the other members at once what they would learn with their next renewal. Loss costs time, nothing else.</summary>
interface ITellsMembers
{
    /// <summary>There is a view of this number, or somebody has acknowledged it.</summary>
    void Tell(long view);
}
