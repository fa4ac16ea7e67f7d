using Watchfloor.Events;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Contracts;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Facilities_and_categories_of_what_is_open_are_told_once_each()
    {
        await ShowAll(
            View("a") with
            {
                FacilityId = "f1",
                Category = "pressure",
            },
            View("b", EventStatus.InProgress) with
            {
                FacilityId = "f1",
                Category = "pressure",
            },
            View("c", EventStatus.Acknowledged) with
            {
                FacilityId = null,
                Category = "pressure",
            },
            View("d") with
            {
                FacilityId = null,
                Category = "flow",
            },
            View("e", EventStatus.Resolved) with
            {
                FacilityId = "f2",
            },
            View("f", EventStatus.Closed) with
            {
                FacilityId = "f3",
            }
        );

        var groups = await Store.OpenEvents.Groups(Tenant, Cancellation);

        Assert.Equal([(null, "flow"), (null, "pressure"), ("f1", "pressure")], groups.Order());
        Assert.Empty(await Store.OpenEvents.Groups(new("other"), Cancellation));
    }
}
