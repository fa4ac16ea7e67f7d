using System.Text.Json;
using Watchfloor.Catalogue;
using Watchfloor.Events;
using Watchfloor.History;
using Watchfloor.Json;
using Watchfloor.Plant;
using Watchfloor.Tests.Grains;
using Watchfloor.Tests.Rules;

namespace Watchfloor.Tests.History;

public sealed class HistoryGrainTests : GrainRoom
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task An_event_looks_then_as_its_facts_up_to_then_say()
    {
        await Does("e1", new Raise(EventSamples.Boiler));
        Clock.Advance(Minute);
        await Does("e1", new Acknowledge("ana"));
        Clock.Advance(Minute);
        await Does("e1", new Start("ana"));

        Assert.Equal(PastKind.NotYet, (await At(Kinds.Event, "e1", T0.AddMicroseconds(-1))).Kind);
        Assert.Equal((EventStatus.New, 1L), await StatusAt(T0));
        Assert.Equal((EventStatus.New, 1L), await StatusAt((T0 + Minute).AddMicroseconds(-1)));
        Assert.Equal((EventStatus.Acknowledged, 2L), await StatusAt(T0 + Minute));
        Assert.Equal((EventStatus.InProgress, 3L), await StatusAt(T0.AddYears(1)));
        Assert.Equal(PastKind.Unknown, (await At(Kinds.Event, "nobody", T0)).Kind);
        Assert.Equal(PastKind.Unknown, (await At("no-kind", "e1", T0)).Kind);
    }

    [Fact]
    public async Task What_was_taken_away_is_still_told_from_before()
    {
        var facility = Grain<IFacilityGrain>("f1");
        await facility.Do(new Define<FacilitySpec>(CatalogueSamples.Works), Wish());
        Clock.Advance(Minute);
        await facility.Do(new Amend<FacilitySpec>(CatalogueSamples.Annex), Wish());
        Clock.Advance(Minute);
        await facility.Do(new Remove<FacilitySpec>(), Wish());

        var (first, second) = (await At(Kinds.Facility, "f1", T0), await At(Kinds.Facility, "f1", T0 + Minute));
        Assert.Equal(CatalogueSamples.Works, Read<Entry<FacilitySpec>>(first).Spec);
        Assert.Equal(new Entry<FacilitySpec>("f1", 2, CatalogueSamples.Annex), Read<Entry<FacilitySpec>>(second));
        Assert.Equal(new Past(PastKind.Gone, null, 3, T0 + Minute + Minute), await At(Kinds.Facility, "f1", T0.AddDays(1)));
    }

    [Fact]
    public async Task Nobody_is_told_of_another_tenant()
    {
        await Does("e1", new Raise(EventSamples.Boiler));
        var other = Grains.GetGrain<IHistoryGrain>(HistoryKey.Of(new("other")));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => other.At(new(Kinds.Event, TenantId.Default, "e1"), T0, Cancellation));
        CallerContext.Set(new("other"), "eve");
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => At(Kinds.Event, "e1", T0));
    }

    async Task Does(string id, EventCommand command) => Assert.True((await Grain<IEventGrain>(id).Do(command, Wish())).Succeeded);

    Task<Past> At(string kind, string id, DateTimeOffset instant) =>
        Grains.GetGrain<IHistoryGrain>(HistoryKey.Of(TenantId.Default)).At(new(kind, TenantId.Default, id), instant, Cancellation);

    async Task<(EventStatus, long)> StatusAt(DateTimeOffset instant)
    {
        var view = Read<EventView>(await At(Kinds.Event, "e1", instant));
        return (view.Status, view.Version);
    }

    static T Read<T>(Past past) => JsonSerializer.Deserialize<T>(past.View!, WireJson.Options)!;
}
