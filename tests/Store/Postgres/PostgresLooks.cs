using Watchfloor.Kernel;
using static Watchfloor.Tests.Contracts.StoreContractSamples;

namespace Watchfloor.Tests.Stores.Postgres;

/// <summary>What grains ask for many detections at once shares questions, and nobody gets another's answer.</summary>
public sealed class PostgresLooks : PostgresRoom
{
    /// <summary>More than go into one question.</summary>
    const int Flood = 600;

    static readonly TenantId s_other = new("other");
    static readonly string[] s_names = ["plain", "a\0b", "", "'; -- x", "漢字"];

    [Fact]
    public async Task Each_of_a_flood_gets_its_own_answer_of_its_own_tenant()
    {
        await using var store = await Open();
        for (var i = 0; i < s_names.Length; i++)
        {
            await store.Commits.Commit(
                OpenIn($"here{i}", "f", s_names[i]) with
                {
                    Claims = [Claim(s_names[i], $"here{i}")],
                    Request = Wish(i),
                }
            );
            await store.Commits.Commit(OpenIn($"also{i}", "f", s_names[i]));
            await store.Commits.Commit(OpenIn($"nowhere{i}", null, s_names[i]));
        }
        await store.Commits.Commit(OpenIn("theirs", "f", "plain", s_other));

        await Task.WhenAll(Enumerable.Range(0, Flood).Select(Look)).WaitAsync(TimeSpan.FromMinutes(1), Cancellation);

        async Task Look(int i)
        {
            var at = i % (s_names.Length + 1);
            var isOurs = at < s_names.Length;
            var (tenant, name) = isOurs ? (Tenant, s_names[at]) : (s_other, "plain");
            var here = Ids(store.OpenEvents.Of(tenant, "f", name, Cancellation));
            var nowhere = Ids(store.OpenEvents.Of(tenant, facilityId: null, name, Cancellation));
            var keyed = Ids(store.OpenEvents.Under(tenant, $"k {name.Length}", Cancellation));
            var owner = store.OpenEvents.ClaimedBy(tenant, "scada", name, Cancellation);
            var granted = store.Entities.Granted(new(Kinds.Event, tenant, $"here{at}"), Wish(at), Cancellation);
            string[] inPlace = isOurs ? [$"also{at}", $"here{at}"] : ["theirs"];
            string[] inNone = isOurs ? [$"nowhere{at}"] : [];
            Assert.Equal(inPlace, await here);
            Assert.Equal(inNone, await nowhere);
            Assert.Equal([.. inPlace, .. inNone], await keyed);
            Assert.Equal(isOurs ? $"here{at}" : null, await owner);
            Assert.Equal(isOurs ? 1L : null, await granted);
        }
    }

    static RequestId Wish(int i) => new($"wish {i}");

    static async Task<IEnumerable<string>> Ids(ValueTask<IReadOnlyList<(EntityId Id, StoredEntity State)>> found) =>
        (await found).Select(open => open.Id.Id);

    static Commit OpenIn(string id, string? facility, string category, TenantId? tenant = null)
    {
        var shown = Show(View(id) with { FacilityId = facility, Category = category }, tenant: tenant);
        return shown with { Columns = [.. shown.Columns, new("keys", $"[\"k {category.Length}\"]")] };
    }
}
