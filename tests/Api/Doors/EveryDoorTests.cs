using System.Net;

namespace Watchfloor.Tests.Api.Doors;

/// <summary>Walks every operation of the served document, over the real store.</summary>
public sealed class EveryDoorTests(DoorHouse house) : IClassFixture<DoorHouse>
{
    const string Nobody = "nobody";

    public static TheoryData<string> Roles => [.. DoorHouse.Roles];

    [Fact]
    public void Every_operation_stands_in_the_matrix_and_says_itself_who_may_call_it()
    {
        var guarded = house.Operations.Where(operation => !operation.IsOpen).ToList();
        Assert.Equal(DoorMatrix.Rows.Keys.Order(), guarded.Select(operation => operation.Id).Order());
        Assert.All(guarded, operation => Assert.Equal(Row(operation).Roles.Split(' '), operation.Roles));
    }

    [Fact]
    public void What_is_open_to_all_is_health_and_signing_in_and_what_shows_its_key_in_the_body() =>
        Assert.Equal(
            ["enqueueEvent", "live", "ready", "signIn"],
            house.Operations.Where(operation => operation.IsOpen).Select(operation => operation.Id).Order()
        );

    [Fact]
    public async Task Without_a_key_or_with_a_wrong_one_every_operation_answers_401()
    {
        using var stranger = house.Server.ClientOf(null);
        using var liar = house.Server.ClientOf("wf_" + new string('0', 64));
        foreach (var operation in house.Operations.Where(operation => !operation.IsOpen))
        {
            await (await operation.Call(stranger, Nobody, Row(operation))).IsProblem(HttpStatusCode.Unauthorized);
            await (await operation.Call(liar, Nobody, Row(operation))).IsProblem(HttpStatusCode.Unauthorized);
        }
    }

    [Theory, MemberData(nameof(Roles))]
    public async Task A_role_passes_exactly_the_doors_that_the_matrix_opens_to_it(string role)
    {
        using var client = house.Of(role);
        foreach (var operation in house.Operations.Where(operation => !operation.IsOpen))
        {
            using var answer = await operation.Call(client, Nobody, Row(operation));
            if (Row(operation).Lets(role))
            {
                Assert.True((int)answer.StatusCode is not (401 or 403) and < 500, $"{role} {operation.Id}: {(int)answer.StatusCode}");
            }
            else
                Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{role} {operation.Id}: {(int)answer.StatusCode}");
        }
    }

    [Fact]
    public async Task For_an_admin_of_another_tenant_nothing_here_exists()
    {
        using var neighbour = house.Neighbour;
        foreach (var operation in house.Operations.Where(operation => !operation.IsOpen && operation.NamesOne))
        {
            var row = Row(operation);
            var expected = row.OfTheHouse ? HttpStatusCode.Forbidden : HttpStatusCode.NotFound;
            foreach (var thing in house.Things)
            {
                using var answer = await operation.Call(neighbour, thing, row);
                var text = await answer.Content.ReadAsStringAsync(Wire.Token);
                Assert.True(answer.StatusCode == expected, $"{operation.Id} {thing}: {(int)answer.StatusCode} {text}");
                Assert.DoesNotContain("Hushed", text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Lists_of_another_tenant_hold_nothing_of_this_one()
    {
        using var neighbour = house.Neighbour;
        foreach (var operation in house.Operations.Where(operation => operation is { Method: "GET", NamesOne: false, IsOpen: false }))
        {
            if (operation.Id == "streamEvents")
                continue; // it has no end; it is followed elsewhere
            using var answer = await operation.Call(neighbour, Nobody, Row(operation));
            var text = await answer.Content.ReadAsStringAsync(Wire.Token);
            var expected = Row(operation).OfTheHouse ? HttpStatusCode.Forbidden : HttpStatusCode.OK;
            Assert.True(answer.StatusCode == expected, $"{operation.Id}: {(int)answer.StatusCode}");
            Assert.DoesNotContain("hushed", text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain("4711.25", text, StringComparison.Ordinal);
            if (operation.Id == "listAudit")
                Assert.DoesNotContain("\"admin\"", text, StringComparison.Ordinal); // its own calls alone, which name what they tried
            else
                Assert.All(house.Things, thing => Assert.DoesNotContain(thing, text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task What_another_tenant_defines_cannot_lean_on_what_this_one_has()
    {
        using var neighbour = house.Neighbour;
        var facility = house.Things[2];
        var detection = $$"""{"source":"n","severity":"low","category":"x","title":"T","facilityId":"{{facility}}"}""";
        await (await neighbour.Post(Wire.Ingest, detection)).IsProblem(HttpStatusCode.UnprocessableEntity).Names("facilityId");
        var policy = $$"""{"name":"P","levels":[{"after":"PT0S","targets":[{"channelId":"{{house.Things[0]}}"}]}]}""";
        await (await neighbour.Post("/api/v1/escalation-policies", policy)).IsProblem(HttpStatusCode.UnprocessableEntity);
    }

    static DoorRow Row(ServedOperation operation) =>
        DoorMatrix.Rows.TryGetValue(operation.Id, out var row)
            ? row
            : throw new KeyNotFoundException($"{operation.Id} is served, and DoorMatrix does not say who may call it");
}
