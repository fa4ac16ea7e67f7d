using Watchfloor.Input;
using Watchfloor.Notifications;
using Watchfloor.Plant;
using Watchfloor.Store;

namespace Watchfloor.Catalogue;

/// <summary>Is what a body names really there?</summary>
sealed class KnownThings(ICatalogueLists catalogue)
{
    /// <summary>What is wrong where none is found.</summary>
    public const string NoFacility = "names no facility that is known; define it first";

    /// <summary>Null where there is none.</summary>
    public async ValueTask<FacilitySpec?> Facility(string id, TenantId tenant, CancellationToken cancellation) =>
        (await Find<FacilitySpec>(Kinds.Facility, id, tenant, cancellation))?.Spec;

    public async ValueTask Facility(Complaints complaints, string field, string? id, TenantId tenant, CancellationToken cancellation) =>
        complaints.Unless(id is null || await Facility(id, tenant, cancellation) is not null, field, NoFacility);

    public async ValueTask Channel(Complaints complaints, string field, string id, TenantId tenant, CancellationToken cancellation) =>
        complaints.Unless(
            await Find<ChannelSpec>(Kinds.Channel, id, tenant, cancellation) is not null,
            field,
            "names no channel that is known; define it first"
        );

    /// <summary>A facility would be its own ancestor.</summary>
    public async ValueTask<bool> IsBelow(string? parentId, string id, TenantId tenant, CancellationToken cancellation)
    {
        for (var depth = 0; parentId is not null && depth < 64; depth++)
        {
            if (parentId == id)
                return true;
            parentId = (await Find<FacilitySpec>(Kinds.Facility, parentId, tenant, cancellation))?.Spec.ParentId;
        }
        return parentId is not null;
    }

    async ValueTask<Entry<TSpec>?> Find<TSpec>(string kind, string id, TenantId tenant, CancellationToken cancellation) =>
        PlausibleIds.IsPlausible(id) ? await catalogue.Find<TSpec>(tenant, kind, id, cancellation) : null;
}
