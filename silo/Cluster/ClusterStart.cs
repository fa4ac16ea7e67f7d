using Microsoft.AspNetCore.DataProtection;

namespace Watchfloor.Silo;

/// <summary>
/// What must be there before a process of a cluster starts, made by whichever comes first: the keys that seal sessions and secrets, and the
/// table in which processes tell of themselves. Processes that made keys of their own could not read each other's cookies. And who has
/// joined must be in reach and have another name.
/// </summary>
static class ClusterStart
{
    public static async Task Prepare(IServiceProvider services, ClusterPart part, CancellationToken cancellation)
    {
        var database = services.GetRequiredService<ClusterDatabase>();
        await new Neighbours(database, part, services.GetRequiredService<ILogger<Neighbours>>()).MustBeInReach(cancellation);
        await database.OneAtATime(
            async () =>
            {
                services.GetRequiredService<IDataProtectionProvider>().CreateProtector("watchfloor.first").Protect([1]);
                await database.Run(ProcessBook.Table, cancellation);
            },
            cancellation
        );
    }
}
