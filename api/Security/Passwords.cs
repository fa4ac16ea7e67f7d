using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Watchfloor.Store;

namespace Watchfloor.Security;

/// <summary>
/// Hashes passwords (PBKDF2 with HMAC-SHA512, salted, self-describing) and says which are too weak. Checking takes as long for
/// somebody who does not exist. One processor is left to the room, and only so many may wait for the others, so that guessing starves nobody.
/// </summary>
sealed class Passwords : IDisposable
{
    public const int Shortest = 12;
    public const int Longest = 256;
    static readonly int Slots = Math.Max(1, Environment.ProcessorCount - 1);

    readonly SemaphoreSlim _slots = new(Slots);
    readonly SemaphoreSlim _seats = new(Math.Max(32, 4 * Slots));
    readonly PasswordHasher<Person> _hasher;
    readonly Lazy<string> _nobody;

    public Passwords(PasswordCost cost)
    {
        _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = cost.Iterations }));
        _nobody = new(() => _hasher.HashPassword(null!, WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32))));
    }

    /// <summary>A seat for one who wants a password checked; null where all are taken. Leave it by disposing it.</summary>
    public IDisposable? Seat() => _seats.Wait(0) ? new Taken(_seats) : null;

    public Task<string> Hash(string password) => Alone(() => _hasher.HashPassword(null!, password));

    /// <summary>Whether it is the person's password, and whether its hash should be made anew. Nobody has none.</summary>
    public async Task<(bool IsRight, bool IsOutdated)> Check(Person? person, string password)
    {
        var hash = person?.PasswordHash;
        var result = await Alone(() => _hasher.VerifyHashedPassword(null!, hash ?? _nobody.Value, password));
        return (hash is not null && result != PasswordVerificationResult.Failed, result == PasswordVerificationResult.SuccessRehashNeeded);
    }

    /// <summary>Why a password is not taken, or null.</summary>
    public static string? FlawOf(string password, string login, string name)
    {
        if (password.Length is < Shortest or > Longest)
            return $"must have {Shortest} to {Longest} characters";
        if (Same(password, login) || Same(password, name) || Same(password, login + login))
            return "must not be the login or the name";
        return CommonPasswords.Holds(password) ? "is one of those that are guessed first; choose another, such as four random words" : null;
    }

    public void Dispose()
    {
        _slots.Dispose();
        _seats.Dispose();
    }

    static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    async Task<T> Alone<T>(Func<T> work)
    {
        await _slots.WaitAsync();
        try
        {
            return await Task.Run(work);
        }
        finally
        {
            _slots.Release();
        }
    }

    sealed class Taken(SemaphoreSlim seats) : IDisposable
    {
        SemaphoreSlim? _seats = seats;

        public void Dispose() => Interlocked.Exchange(ref _seats, null)?.Release();
    }
}
