using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Watchfloor.Catalogue;
using Watchfloor.Clusters;
using Watchfloor.Devices;
using Watchfloor.Escalations;
using Watchfloor.Events;
using Watchfloor.Health;
using Watchfloor.History;
using Watchfloor.Idempotency;
using Watchfloor.Input;
using Watchfloor.Json;
using Watchfloor.Live;
using Watchfloor.Mutes;
using Watchfloor.Notifications;
using Watchfloor.OpenApi;
using Watchfloor.Plant;
using Watchfloor.Problems;
using Watchfloor.Security;
using Watchfloor.ServiceLevels;
using Watchfloor.Sources;
using Watchfloor.Telemetry;
using Watchfloor.Tenants;
using Watchfloor.Versions;

namespace Watchfloor;

/// <summary>
/// The api as a whole. The host brings the store's read ports, an <see cref="IGrainFactory"/>, the kinds of channel
/// (<c>IReadOnlyList&lt;ChannelKind&gt;</c>), where data protection keeps its keys, and an <see cref="IReadiness"/> for
/// everything that must be up first.
/// </summary>
public static class WatchfloorApi
{
    /// <summary>The key of a TimeProvider for sessions, caches and beats; without one they run on the clock of the system.</summary>
    public const string Machinery = "watchfloor.api";

    /// <summary>Registers the api. Takes <see cref="SignInLinks"/> from the services to print a link.</summary>
    public static IHostApplicationBuilder AddWatchfloorApi(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new ApiClock(provider.GetKeyedService<TimeProvider>(Machinery) ?? TimeProvider.System));
        services.AddSingleton<RequestIds>();
        services.TryAddSingleton(new CallPatience(TimeSpan.Zero));
        services.AddSingleton<GrainCalls>();
        services.AddSingleton<Histories>().AddSingleton<AnswerSeal>().AddSingleton<FirstAnswers>();
        services.ConfigureHttpJsonOptions(options => WireJson.Configure(options.SerializerOptions));
        services.Configure<KestrelServerOptions>(server =>
            (server.AddServerHeader, server.Limits.MaxRequestLineSize) = (false, AddressLimit.Read)
        );
        services.Configure<RouteOptions>(routing => routing.LowercaseUrls = true);
        services.AddDoors().AddTenants().AddDocument().AddCatalogue().AddLive();
        services.AddSingleton<MetricsBook>().AddSingleton<StoreGauges>();
        return builder;
    }

    /// <summary>Of the api only what tells how the process is: health, and metrics behind their door.</summary>
    public static void MapWatchfloorHealth(this WebApplication app)
    {
        app.UseWatchfloorDoors();
        app.MapGroup("").MapHealthOfProcess();
        app.MakeEndpointsOnce();
    }

    /// <summary>Puts up the doors and maps every route. Before <see cref="Web.WebFiles.MapWatchfloorWeb"/>.</summary>
    public static void MapWatchfloorApi(this WebApplication app)
    {
        app.UseWatchfloorDoors();
        app.UseMiddleware<SignInLinkVisits>();

        var all = app.MapGroup("");
        all.MapHealthOfProcess();
        app.MapPagerDuty();
        app.MapDocument();
        app.MapLiveHub();

        var api = all.MapGroup("/api/v1");
        api.AddEndpointFilter(FirstAnswers.Filter).AddEndpointFilter(NotModified.Filter).AddEndpointFilter(PastQuery.Refuse);
        api.AddEndpointFilter(PlausibleIds.Filter).AddEndpointFilter(Bound.Filter);
        ((IEndpointConventionBuilder)api).Finally(ChangingRoutes.Declare);
        api.MapSession();
        api.MapTenantParts();
        api.MapIngest();
        api.MapSources();
        api.MapBatch();
        api.MapAlertmanager();
        api.MapWebhooks();
        api.MapTelemetry();
        api.MapSeries();
        api.MapEvents();
        api.MapSearch();
        api.MapEventCommands();
        api.MapAttachments();
        api.MapEventBulk();
        api.MapEventMoves();
        api.MapNotifications();
        api.MapEventStream();
        api.MapCluster();
        api.MapChannelKinds();
        CatalogueApi<IFacilityGrain, FacilitySpec, FacilityInput, FacilityView>.Map(
            api,
            "/facilities",
            "Facility",
            "Facilities",
            "facility"
        );
        CatalogueApi<IChannelGrain, ChannelSpec, ChannelInput, ChannelView>.Map(
            api,
            "/channels",
            "Channel",
            "Channels",
            "channel",
            read: Doors.Direct,
            write: Doors.Admin,
            writing: new HoldsSecret()
        );
        CatalogueApi<IPolicyGrain, PolicySpec, PolicyInput, PolicyView>.Map(
            api,
            "/escalation-policies",
            "Policy",
            "Policies",
            "escalation policy"
        );
        CatalogueApi<ICorrelationRuleGrain, CorrelationRuleSpec, CorrelationRuleInput, CorrelationRuleView>.Map(
            api,
            "/correlation-rules",
            "CorrelationRule",
            "CorrelationRules",
            "correlation rule"
        );
        CatalogueApi<ISlaPolicyGrain, SlaPolicySpec, SlaPolicyInput, SlaPolicyView>.Map(
            api,
            "/sla-policies",
            "SlaPolicy",
            "SlaPolicies",
            "SLA policy"
        );
        CatalogueApi<ISavedFilterGrain, SavedFilterSpec, SavedFilterInput, SavedFilterView>.Map(
            api,
            "/event-filters",
            "Filter",
            "Filters",
            "saved filter",
            write: Doors.Act
        );
        CatalogueApi<IMaintenanceGrain, MaintenanceSpec, MaintenanceInput, MaintenanceView>.Map(
            api,
            "/maintenance-windows",
            "MaintenanceWindow",
            "MaintenanceWindows",
            "maintenance window"
        );
        CatalogueApi<IInhibitionGrain, InhibitionSpec, InhibitionInput, InhibitionView>.Map(
            api,
            "/inhibition-rules",
            "InhibitionRule",
            "InhibitionRules",
            "inhibition rule"
        );
        CatalogueApi<IRuleGrain, ThresholdRuleSpec, RuleInput, RuleView>.Map(api, "/rules", "Rule", "Rules", "threshold rule");
        app.MakeEndpointsOnce();
    }

    static void UseWatchfloorDoors(this WebApplication app)
    {
        app.Services.GetRequiredService<MetricsBook>(); // listens from here on
        app.UseMiddleware<RequestSpan>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<Faults>();
        app.UseMiddleware<AddressLimit>();
        app.UseRouting();
        app.UseMiddleware<AuditTrail>();
        app.UseMiddleware<Doorway>();
    }

    static void MapHealthOfProcess(this RouteGroupBuilder all)
    {
        ((IEndpointConventionBuilder)all).Finally(KnownProblems.Declare);
        all.MapHealth();
        all.MapMetrics();
    }

    static IServiceCollection AddCatalogue(this IServiceCollection services)
    {
        services.AddSingleton<KnownThings>().AddSingleton<Intake>().AddSingleton<ManyReports>();
        services.AddSingleton<PagerDutyDoor>().AddSingleton<PagerDutyAlerts>();
        services.AddSingleton(provider => new ChannelSecrets(provider.GetRequiredService<IDataProtectionProvider>()));
        services.AddSingleton<ICatalogueShape<FacilitySpec, FacilityInput, FacilityView>, FacilityShape>();
        services.AddSingleton<ICatalogueShape<ChannelSpec, ChannelInput, ChannelView>, ChannelShape>();
        services.AddSingleton<ICatalogueShape<PolicySpec, PolicyInput, PolicyView>, PolicyShape>();
        services.AddSingleton<ICatalogueShape<SlaPolicySpec, SlaPolicyInput, SlaPolicyView>, SlaPolicyShape>();
        services.AddSingleton<ICatalogueShape<MappingSpec, MappingInput, MappingView>, MappingShape>();
        services.AddSingleton<ICatalogueShape<CorrelationRuleSpec, CorrelationRuleInput, CorrelationRuleView>, CorrelationRuleShape>();
        services.AddSingleton<ICatalogueShape<SavedFilterSpec, SavedFilterInput, SavedFilterView>, SavedFilterShape>();
        services.AddSingleton<ICatalogueShape<MaintenanceSpec, MaintenanceInput, MaintenanceView>, MaintenanceShape>();
        services.AddSingleton<ICatalogueShape<InhibitionSpec, InhibitionInput, InhibitionView>, InhibitionShape>();
        services.AddSingleton<ICatalogueShape<ThresholdRuleSpec, RuleInput, RuleView>, RuleShape>();
        return services;
    }

    static void AddLive(this IServiceCollection services)
    {
        services.AddSignalR().AddJsonProtocol(options => WireJson.Configure(options.PayloadSerializerOptions));
        services.Replace(ServiceDescriptor.Singleton<IHubProtocol, FrameProtocol>());
        services.TryAddSingleton(new LiveLimits());
        services.AddSingleton<LiveSeats>();
        services.AddSingleton<LiveMeter>();
        services.AddSingleton<FeedReader>();
        services.AddSingleton<LiveStream>();
        services.AddSingleton<LiveFeed>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveFeed>());
    }
}
