namespace Watchfloor.Tests.Api.Doors;

/// <summary>Who may call an operation.</summary>
/// <param name="Roles">With blanks between them.</param>
/// <param name="Body">One that makes sense, where the operation needs one to get as far as the thing it is about.</param>
/// <param name="Query">What a list must be asked for.</param>
/// <param name="OfTheHouse">Only callers of the tenant that runs the installation.</param>
sealed record DoorRow(string Roles, string? Body = null, bool OfTheHouse = false, string Query = "")
{
    public bool Lets(string role) => Roles.Split(' ').Contains(role);
}

/// <summary>Written down once more, apart from the source: what is served and not named here fails.</summary>
static class DoorMatrix
{
    public const string All = "admin supervisor operator viewer ingest";
    const string Read = "admin supervisor operator viewer";
    const string Act = "admin supervisor operator";
    const string Bring = "admin supervisor operator ingest";
    const string Direct = "admin supervisor";
    const string Admin = "admin";

    const string Facility = """{"name":"Pump station"}""";
    const string Channel = """{"name":"Control room","kind":"log"}""";
    const string Policy = """{"name":"Day","levels":[{"after":"PT0S","targets":[]}]}""";
    const string SlaPolicy = """{"name":"Office hours","times":{"high":"PT2H"}}""";
    const string Rule = """{"name":"High","tag":"p/x","operator":">","limit":8,"severity":"low","category":"pressure"}""";
    const string Mapping = """{"name":"Burner","title":"{text}","category":"burner"}""";
    const string Window = """{"name":"Night work","match":[],"starts":"2026-01-05T22:00:00Z","ends":"2026-01-06T04:00:00Z"}""";
    const string Inhibition =
        """{"name":"Line down","source":[{"label":"category","operator":"=","value":"communication"}],"target":[],"equal":["facilityId"]}""";
    const string Filter = """{"name":"Mine","query":"status=new"}""";
    const string CorrelationRule = """{"name":"One burst","groupBy":["facilityId"]}""";
    const string User = """{"name":"Cem","role":"viewer"}""";

    public static IReadOnlyDictionary<string, DoorRow> Rows { get; } =
        new Dictionary<string, DoorRow>
        {
            ["me"] = new(All),
            ["signOut"] = new(All),
            ["signOutEverywhere"] = new(All),
            ["changePassword"] = new(All),
            ["listActors"] = new(Read),
            ["metrics"] = new(Read, OfTheHouse: true),
            ["getCluster"] = new(Direct, OfTheHouse: true),

            ["listEvents"] = new(Read),
            ["countEvents"] = new(Read),
            ["exportEvents"] = new(Read),
            ["getEvent"] = new(Read),
            ["getTimeline"] = new(Read),
            ["getPages"] = new(Read),
            ["streamEvents"] = new(Read),
            ["acknowledgeEvent"] = new(Act),
            ["unacknowledgeEvent"] = new(Act),
            ["escalateEvent"] = new(Act),
            ["startEvent"] = new(Act),
            ["resolveEvent"] = new(Act),
            ["closeEvent"] = new(Act),
            ["reopenEvent"] = new(Act),
            ["assignEvent"] = new(Act, """{"to":"ana"}"""),
            ["linkEvent"] = new(Act, """{"kind":"work_order","id":"wo-1"}"""),
            ["unlinkEvent"] = new(Act, """{"kind":"work_order","id":"wo-1"}"""),
            ["bulkEvents"] = new(Act, """{"action":"acknowledge","ids":["nobody"]}"""),
            ["shelveEvent"] = new(Act, """{"for":"PT1H","reason":"valve stuck"}"""),
            ["unshelveEvent"] = new(Act),
            ["suppressEvent"] = new(Direct, """{"for":"PT1H","reason":"pump stands"}"""),
            ["unsuppressEvent"] = new(Direct),
            ["takeEventOutOfService"] = new(Direct, """{"for":"PT1H","reason":"sensor out"}"""),
            ["returnEventToService"] = new(Direct),
            ["listAttachments"] = new(Read),
            ["getAttachment"] = new(Read),
            ["attachFile"] = new(Act, "{}", Query: "?name=a.json"),
            ["detachFile"] = new(Act),
            ["mergeEvent"] = new(Act, """{"into":"nobody"}"""),
            ["splitEvent"] = new(Act, """{"conditionKeys":["drum"]}"""),
            ["listNotifications"] = new(Read),
            ["resendNotification"] = new(Act),
            ["commentEvent"] = new(Act, """{"text":"on my way"}"""),
            ["ingestEvent"] = new(Bring),
            ["ingestScada"] = new(Bring),
            ["ingestAmi"] = new(Bring),
            ["ingestBatch"] = new(Bring),
            ["ingestAlertmanager"] = new(Bring),
            ["takeTelemetry"] = new(Bring),
            ["listTelemetry"] = new(Read, Query: "?tag=hushed/x&from=2026-01-05T05:00:00Z&to=2026-01-05T07:00:00Z"),

            ["listFacilities"] = new(Read),
            ["getFacility"] = new(Read),
            ["defineFacility"] = new(Direct, Facility),
            ["amendFacility"] = new(Direct, Facility),
            ["removeFacility"] = new(Direct),
            ["listPolicies"] = new(Read),
            ["getPolicy"] = new(Read),
            ["definePolicy"] = new(Direct, Policy),
            ["amendPolicy"] = new(Direct, Policy),
            ["removePolicy"] = new(Direct),
            ["listSlaPolicies"] = new(Read),
            ["getSlaPolicy"] = new(Read),
            ["defineSlaPolicy"] = new(Direct, SlaPolicy),
            ["amendSlaPolicy"] = new(Direct, SlaPolicy),
            ["removeSlaPolicy"] = new(Direct),
            ["listFilters"] = new(Read),
            ["getFilter"] = new(Read),
            ["defineFilter"] = new(Act, Filter),
            ["amendFilter"] = new(Act, Filter),
            ["removeFilter"] = new(Act),
            ["listCorrelationRules"] = new(Read),
            ["getCorrelationRule"] = new(Read),
            ["defineCorrelationRule"] = new(Direct, CorrelationRule),
            ["amendCorrelationRule"] = new(Direct, CorrelationRule),
            ["removeCorrelationRule"] = new(Direct),
            ["listMaintenanceWindows"] = new(Read),
            ["getMaintenanceWindow"] = new(Read),
            ["defineMaintenanceWindow"] = new(Direct, Window),
            ["amendMaintenanceWindow"] = new(Direct, Window),
            ["removeMaintenanceWindow"] = new(Direct),
            ["listInhibitionRules"] = new(Read),
            ["getInhibitionRule"] = new(Read),
            ["defineInhibitionRule"] = new(Direct, Inhibition),
            ["amendInhibitionRule"] = new(Direct, Inhibition),
            ["removeInhibitionRule"] = new(Direct),
            ["listRules"] = new(Read),
            ["getRule"] = new(Read),
            ["defineRule"] = new(Direct, Rule),
            ["amendRule"] = new(Direct, Rule),
            ["removeRule"] = new(Direct),
            ["listMappings"] = new(Read),
            ["getMapping"] = new(Read),
            ["defineMapping"] = new(Direct, Mapping),
            ["amendMapping"] = new(Direct, Mapping),
            ["removeMapping"] = new(Direct),
            ["previewMapping"] = new(Direct),
            ["ingestWebhook"] = new(Bring),
            ["listChannelKinds"] = new(Direct),
            ["listChannels"] = new(Direct),
            ["getChannel"] = new(Direct),
            ["defineChannel"] = new(Admin, Channel),
            ["amendChannel"] = new(Admin, Channel),
            ["removeChannel"] = new(Admin),

            ["listApiKeys"] = new(Admin),
            ["getApiKey"] = new(Admin),
            ["makeApiKey"] = new(Admin),
            ["rotateApiKey"] = new(Admin),
            ["removeApiKey"] = new(Admin),
            ["listUsers"] = new(Admin),
            ["getUser"] = new(Admin),
            ["makeUser"] = new(Admin),
            ["amendUser"] = new(Admin, User),
            ["removeUser"] = new(Admin),
            ["setPassword"] = new(Admin, """{"password":"four random words here"}"""),
            ["listAudit"] = new(Admin),
            ["listTenants"] = new(Admin, OfTheHouse: true),
            ["getTenant"] = new(Admin, OfTheHouse: true),
            ["openTenant"] = new(Admin, OfTheHouse: true),
            ["closeTenant"] = new(Admin, OfTheHouse: true),
            ["reopenTenant"] = new(Admin, OfTheHouse: true),
            ["makeTenantAdminKey"] = new(Admin, OfTheHouse: true),
        };
}
