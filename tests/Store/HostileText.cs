using System.Text.Json;
using Watchfloor.Kernel;
using Watchfloor.Plant;
using Watchfloor.Store;
using Watchfloor.Telemetry;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores;

/// <summary>Text that means something to a database, wherever a store takes text.</summary>
static class HostileText
{
    public static async Task IsTextEverywhere(IStore store, string text, CancellationToken cancellation)
    {
        var tenant = new TenantId(text);
        var view = View(text) with { Title = text, Category = text, FacilityId = text, Source = text };
        var wish = new RequestId(text);
        var shown = Show(view, tenant: tenant);
        var key = text.Replace('\0', '\uFFFD').Replace('\x01', '\uFFFD'); // as correlation makes them
        var commit = shown with
        {
            Columns = shown.Columns.Add(new("keys", JsonSerializer.Serialize<string[]>([key]))),
            Request = wish,
            Actor = text,
            Claims = [new(tenant, text, text, text)],
            Outbox = [new(new(Kinds.Page, tenant, text), text, AsJson(text))],
        };
        Assert.IsType<CommitResult.Committed>(await store.Commits.Commit(commit));
        Assert.IsType<CommitResult.Committed>(await store.Commits.Commit(Show(View("plain"))));
        await store.Commits.Commit(Entry(Kinds.Facility, text, text, new FacilitySpec(text, null, null, null, null)));
        await store.Keys.Admit(new(text, text, Role.Admin, tenant), text, cancellation);
        await store.Telemetry.Append(tenant, new(1, text, text, 1, [new(text, T0, 1, Quality.Good)]), T0);

        Assert.Equal(text, (await store.Events.Find(tenant, text, cancellation))!.Title);
        Assert.Equal(text, (await store.Events.Find(tenant, [text], cancellation)).Single().Id);
        Assert.Equal(1, await store.Entities.Granted(commit.Entity, wish, cancellation));
        Assert.Equal(text, await store.OpenEvents.ClaimedBy(tenant, text, text, cancellation));
        Assert.Equal(commit.Entity, (await store.OpenEvents.Of(tenant, text, text, cancellation)).Single().Id);
        Assert.Equal(commit.Entity, (await store.OpenEvents.Under(tenant, key, cancellation)).Single().Id);
        Assert.Equal(text, (await store.Outbox.After(0, 1, cancellation)).Single().Target.Id);
        Assert.Equal(text, (await store.Events.Journal(tenant, text, cancellation)).Single().Actor);
        Assert.Equal(text, (await store.Keys.Holder(text, cancellation))!.Name);
        Assert.Equal(text, (await store.Telemetry.After(tenant, text, 0, 9, cancellation)).Single().Sample.Tag);
        Assert.Single((await store.CatalogueLists.List<FacilitySpec>(Tenant, Kinds.Facility, 9, null, cancellation)).Items);
        Assert.Equal("plain", (await store.Events.List(Tenant, new([], []), 9, null, cancellation)).Items.Single().Id);
    }
}
