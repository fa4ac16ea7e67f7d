namespace Orleans.Clustering;

/// <summary>
/// What a silo listens with. It opens before the silo joins, so that whoever reads the view finds it, and closes after the silo has
/// departed, so that whoever does not know yet is told where its grains are.
/// </summary>
interface IDoors
{
    Task Open(CancellationToken cancellation);

    Task Close(CancellationToken cancellation);
}
