using Orleans.Runtime;
using Watchfloor.Kernel;

namespace Watchfloor.Silo;

/// <summary>
/// The fence of a silo among others: the row of its membership, which whoever evicts it must change first. What the engine knows it says
/// under the key of the handover.
/// </summary>
sealed class MembershipFence(ILocalSiloDetails self, IServiceProvider services) : IFence
{
    /// <summary>The key of what engine and store have to tell each other when grains move.</summary>
    public const string Handover = "orleans.handover";

    const string Member =
        "SELECT 1 FROM watchfloor_member WHERE cluster_id = $1 AND address = $2 AND generation = $3 AND NOT evicted "
        + "AND lease_until > clock_timestamp() FOR KEY SHARE";

    // Not before they are asked: the engine that tells them is made later than the store that asks.
    readonly Lazy<Func<GrainId, bool>> _mayServe = new(() => services.GetRequiredKeyedService<Func<GrainId, bool>>(Handover));
    readonly Lazy<Action> _refused = new(() => services.GetRequiredKeyedService<Action>(Handover));

    /// <inheritdoc/>
    public FenceCheck Check()
    {
        var life = self.SiloAddress;
        return new(Member, [self.ClusterId, life.Endpoint.ToString(), life.Generation]);
    }

    /// <inheritdoc/>
    public bool Holds(EntityId entity) => _mayServe.Value(entity.ToGrainId());

    /// <inheritdoc/>
    public void Refused() => _refused.Value();
}
