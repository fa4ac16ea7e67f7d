using System.Security.Cryptography;
using Watchfloor.Catalogue;
using Watchfloor.Input;
using Watchfloor.Json;
using Watchfloor.Problems;
using Watchfloor.Security;
using Watchfloor.Store;
using Watchfloor.Versions;

namespace Watchfloor.Tenants;

/// <summary>Makes keys, changes them for new ones and takes them away. What opens is drawn here, told once, and stored as a hash.</summary>
sealed class KeyDesk(GrainCalls grains, ICatalogueLists catalogue, KnownKeys known, Sessions sessions, ApiClock clock)
{
    public const string Noun = "key";

    public ApiClock Clock => clock;

    /// <summary>A new key in the caller's tenant.</summary>
    public async Task<(MadeKey? Made, ProblemAnswer? Problem)> Make(Caller caller, string id, NewKey wanted, Wish wish)
    {
        var key = Draw(wanted.Role);
        var spec = wanted.ToSpec(KnownKeys.Hash(key), clock.Now);
        var outcome = await Do(caller, id, new Define<ApiKeySpec>(spec), wish, expected: null);
        return outcome.Refusal(Noun) is { } refusal ? (null, refusal) : await Told(caller, id, key);
    }

    /// <summary>A new key in place of one; the old one opens for a while longer.</summary>
    public async Task<(MadeKey? Made, ProblemAnswer? Problem)> Rotate(
        Caller caller,
        Entry<ApiKeySpec> entry,
        TimeSpan overlap,
        IfMatch match,
        Wish wish
    )
    {
        var old = entry.Spec;
        var key = Draw(old.Role);
        if (match.Refusal(entry.Version, Noun) is { } outdated)
            return (null, outdated);
        if (old.ExpiresAt <= clock.Now)
            return (null, ProblemAnswer.Refused("This key ran out. Make another one."));
        var spec = old with
        {
            Hash = KnownKeys.Hash(key),
            PreviousHash = overlap > TimeSpan.Zero ? old.Hash : null,
            PreviousUntil = overlap > TimeSpan.Zero ? Instants.Truncate(clock.Now + overlap) : null,
        };
        var outcome = await Do(caller, entry.Id, new Amend<ApiKeySpec>(spec), wish, entry.Version);
        known.Forget();
        return outcome.Refusal(Noun) is { } refusal ? (null, refusal) : await Told(caller, entry.Id, key);
    }

    /// <summary>Takes a key away, and the sessions that it signed in.</summary>
    public async Task<ProblemAnswer?> Remove(Caller caller, string id, IfMatch match, Wish wish)
    {
        var target = new EntityId(Kinds.ApiKey, caller.Tenant, id);
        var outcome = await grains.Do<IApiKeyGrain>(caller, target, match, grain => grain.Do(new Remove<ApiKeySpec>(), wish.Request));
        known.Forget();
        if (outcome.Problem(Noun) is { } refusal)
            return refusal;
        await sessions.EndAll(caller.Tenant, id);
        return null;
    }

    /// <summary>
    /// 256 random bits; of an ingest key 145, in 32 characters: senders of PagerDuty's Events API check that their routing key has as many.
    /// </summary>
    static string Draw(Role role) =>
        role == Role.Ingest
            ? "wf_" + RandomNumberGenerator.GetString("0123456789abcdefghjkmnpqrstvwxyz", 29)
            : "wf_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    // A wish that was granted before, whose answer was lost: the key that is stored is another one than was drawn now.
    async Task<(MadeKey? Made, ProblemAnswer? Problem)> Told(Caller caller, string id, string key)
    {
        var stored = await catalogue.Find<ApiKeySpec>(caller.Tenant, Kinds.ApiKey, id, CancellationToken.None);
        return stored?.Spec.Hash == KnownKeys.Hash(key)
            ? (new(id, key), null)
            : (
                null,
                ProblemAnswer.Refused($"This was done before, and its answer is not kept. Rotate key {id} for another, or remove it.")
            );
    }

    Task<Outcome> Do(Caller caller, string id, CatalogueCommand<ApiKeySpec> command, Wish wish, long? expected) =>
        grains.DoOn<IApiKeyGrain, CatalogueCommand<ApiKeySpec>>(caller, new(Kinds.ApiKey, caller.Tenant, id), expected, command, wish);
}
