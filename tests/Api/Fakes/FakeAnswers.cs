using System.Collections.Concurrent;
using Watchfloor.Store;

namespace Watchfloor.Tests.Api.Fakes;

/// <summary>First answers in memory, as they would lie in the database.</summary>
sealed class FakeAnswers : IAnswers
{
    public ConcurrentDictionary<(string Caller, string Key), KeptAnswer> Kept { get; } = new();

    /// <summary>Who is at what.</summary>
    public ConcurrentDictionary<(string Caller, string Key), string> Claims { get; } = new();

    /// <summary>Completes when an answer is to be kept.</summary>
    public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Until this is completed no answer is durable.</summary>
    public TaskCompletionSource? Hold { get; set; }

    public Exception? Failure { get; set; }

    public ValueTask<KeptAnswer?> Find(TenantId tenant, string caller, string key, CancellationToken cancellation) =>
        new(Kept.GetValueOrDefault((caller, key)));

    public Task<bool> Claim(TenantId tenant, string caller, string key, ReadOnlyMemory<byte> claimant)
    {
        var isMine = Claims.TryAdd((caller, key), Convert.ToHexString(claimant.Span));
        if (!isMine || !Kept.ContainsKey((caller, key)))
            return Task.FromResult(isMine);
        Claims.TryRemove((caller, key), out _); // answered meanwhile
        return Task.FromResult(false);
    }

    public Task Release(TenantId tenant, string caller, string key, ReadOnlyMemory<byte> claimant)
    {
        Claims.TryRemove(new((caller, key), Convert.ToHexString(claimant.Span)));
        return Task.CompletedTask;
    }

    public async Task Keep(TenantId tenant, string caller, string key, KeptAnswer answer)
    {
        Asked.TrySetResult();
        if (Hold is { } hold)
            await hold.Task;
        if (Failure is { } failure)
            throw failure;
        Kept.TryAdd((caller, key), answer);
        Claims.TryRemove((caller, key), out _); // it lies where the claim lay
    }
}
