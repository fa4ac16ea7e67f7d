using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Contracts;

public abstract partial class StoreContract
{
    [Fact]
    public async Task Under_which_trace_a_version_came_to_be_is_told()
    {
        await Store.Commits.Commit(Commit(Event("e1"), expected: 0, facts: 2) with { Trace = Trace });
        await Store.Commits.Commit(Commit(Event("e1"), expected: 2));
        Assert.Equal(Trace, await Store.Entities.Trace(Event("e1"), version: 1, Cancellation));
        Assert.Equal(Trace, await Store.Entities.Trace(Event("e1"), version: 2, Cancellation));
        Assert.Null(await Store.Entities.Trace(Event("e1"), version: 3, Cancellation));
        Assert.Null(await Store.Entities.Trace(Event("e1"), version: 4, Cancellation));
        Assert.Null(await Store.Entities.Trace(Event("e2"), version: 1, Cancellation));
    }
}
