namespace Orleans.Runtime;

/// <summary>The activation that a grain object lives in.</summary>
public interface IGrainContext
{
    /// <summary>Who the grain is.</summary>
    GrainId GrainId { get; }

    /// <summary>The grain object; null before it was made and after it is gone.</summary>
    object? GrainInstance { get; }

    /// <summary>The services of the silo.</summary>
    IServiceProvider ActivationServices { get; }

    /// <summary>Asks the activation to end once its running calls have; later calls reach a fresh activation.</summary>
    void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default);
}
