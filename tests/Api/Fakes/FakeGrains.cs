using System.Collections.Concurrent;
using Orleans.Runtime;
using Watchfloor.Catalogue;
using Watchfloor.Events;
using Watchfloor.History;
using Watchfloor.Notifications;
using Watchfloor.Telemetry;
using Watchfloor.Tenants;

namespace Watchfloor.Tests.Api.Fakes;

/// <summary>A call that reached a grain.</summary>
sealed record Call(string Grain, object Command, string Request, string Actor, TenantId? Tenant);

/// <summary>Grains that write down what they are asked, and answer as the test says.</summary>
sealed class FakeGrains(FakeStore store, FakeEvents events) : IGrainFactory
{
    public ConcurrentQueue<Call> Calls { get; } = new();

    /// <summary>Thrown at the next calls, one each.</summary>
    public ConcurrentQueue<Exception> Faults { get; } = new();

    public Func<EventCommand, Outcome> OnEvent { get; set; } = _ => new(OutcomeKind.Done, 2);

    public Func<PageCommand, Outcome> OnPage { get; set; } = _ => new(OutcomeKind.Done, 2);

    /// <summary>Why no merge comes to its end.</summary>
    public string? WhyNotMerged { get; set; }

    public Func<EntityId, DateTimeOffset, Past> OnPast { get; set; } = (_, _) => new(PastKind.Unknown);

    public Func<Detection, Detected>? OnDetection { get; set; }

    /// <summary>Done once, right before the next call is: what somebody else did meanwhile.</summary>
    public Action? Meanwhile { get; set; }

    public FakeStore Store => store;

    public FakeEvents Events => events;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey => (TGrainInterface)Make(typeof(TGrainInterface), primaryKey);

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => (TGrainInterface)Make(typeof(TGrainInterface), grainId.Key.ToString()!);

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => (IGrain)Make(grainInterfaceType, grainPrimaryKey);

    public void Note(string key, object command, RequestId? request)
    {
        var meanwhile = Meanwhile;
        Meanwhile = null;
        meanwhile?.Invoke();
        Calls.Enqueue(new(key, command, request?.Value ?? "", CallerContext.Actor, CallerContext.Tenant));
        if (Faults.TryDequeue(out var fault))
            throw fault;
    }

    object Make(Type type, string key)
    {
        if (type == typeof(IHistoryGrain))
            return new FakeHistoryGrain(this);
        if (type == typeof(IEventGrain))
            return new FakeEventGrain(this, key);
        if (type == typeof(IPageGrain))
            return new FakePageGrain(this, key);
        if (type == typeof(ICorrelationGrain))
            return new FakeCorrelationGrain(this, key);
        if (type == typeof(ITelemetryGrain))
            return new FakeTelemetryGrain(this, key);
        if (type == typeof(IFacilityGrain))
            return new FakeFacilityGrain(this, key);
        if (type == typeof(ISavedFilterGrain))
            return new FakeSavedFilterGrain(this, key);
        if (type == typeof(ICorrelationRuleGrain))
            return new FakeCorrelationRuleGrain(this, key);
        if (type == typeof(IMaintenanceGrain))
            return new FakeMaintenanceGrain(this, key);
        if (type == typeof(IInhibitionGrain))
            return new FakeInhibitionGrain(this, key);
        if (type == typeof(ISlaPolicyGrain))
            return new FakeSlaPolicyGrain(this, key);
        if (type == typeof(IChannelGrain))
            return new FakeChannelGrain(this, key);
        if (type == typeof(IMappingGrain))
            return new FakeMappingGrain(this, key);
        if (type == typeof(IAccountGrain))
            return new FakeAccountGrain(this, key);
        if (type == typeof(IApiKeyGrain))
            return new FakeApiKeyGrain(this, key);
        if (type == typeof(ITenantGrain))
            return new FakeTenantGrain(this, key);
        return type == typeof(IPolicyGrain) ? new FakePolicyGrain(this, key) : new FakeRuleGrain(this, key);
    }
}
