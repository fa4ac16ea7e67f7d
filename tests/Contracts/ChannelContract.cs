using System.Reflection;
using Watchfloor.Adapters;
using Watchfloor.Channels;
using Watchfloor.Events;
using Watchfloor.Notifications;

namespace Watchfloor.Tests.Contracts;

/// <summary>What every channel keeps. Inherit, supply a channel and the settings under which its receiver answers.</summary>
public abstract class ChannelContract
{
    protected const string Secret = "s3cret-words";

    internal static readonly PageMessage Page = new()
    {
        EventId = "e1",
        Title = "Druck zu hoch – Kessel 2",
        Severity = Severity.Critical,
        Level = 1,
        Round = 1,
        Status = EventStatus.New,
        Category = "pressure",
        FacilityId = "f1",
        Policy = "Night shift",
        DueAt = new(2026, 1, 5, 6, 0, 0, TimeSpan.Zero),
        Key = "e1.p1.1.1.c1",
        Reason = "due",
    };

    protected abstract IChannel Channel { get; }

    /// <summary>Settings under which a receiver is there and takes pages.</summary>
    protected abstract ChannelSpec Reachable { get; }

    /// <summary>Settings under which nobody is there; null where a channel has no receiver to miss.</summary>
    protected virtual ChannelSpec? Unreachable => null;

    [Fact]
    public void It_describes_the_kind_that_it_claims() =>
        Assert.Equal(Channel.GetType().GetCustomAttribute<AdapterAttribute>()!.Kind, Channel.Kind.Kind);

    [Fact]
    public void Its_fields_can_be_drawn_as_a_form()
    {
        Assert.Equal(Channel.Kind.Fields.Count, Channel.Kind.Fields.DistinctBy(field => field.Name).Count());
        Assert.All(
            Channel.Kind.Fields,
            field =>
                Assert.True(
                    field is { Title.Length: > 0, Format: "text" or "uri" or "port" or "email" or "emails" or "trust" or "choice" },
                    field.Name
                )
        );
    }

    [Fact]
    public async Task A_page_reaches_a_receiver_that_is_there() => Assert.Equal(DeliveryResult.Delivered, (await Send(Reachable)).Result);

    [Fact]
    public async Task The_same_page_may_be_sent_again()
    {
        await Send(Reachable);
        Assert.Equal(DeliveryResult.Delivered, (await Send(Reachable)).Result);
    }

    [Fact]
    public async Task A_receiver_that_is_not_there_may_be_there_later()
    {
        if (Unreachable is { } spec)
            Assert.Equal(DeliveryResult.Failed, (await Send(spec)).Result);
        else
            Assert.DoesNotContain(Channel.Kind.Fields, field => field.Format == "uri");
    }

    [Fact]
    public async Task Settings_that_miss_a_required_field_are_never_delivered()
    {
        foreach (var field in Channel.Kind.Fields.Where(field => field.Required))
        {
            var without = Reachable with { Settings = Reachable.Settings.RemoveAll(setting => setting.Name == field.Name) };
            Assert.Equal(DeliveryResult.Refused, (await Send(without)).Result);
        }
    }

    [Fact]
    public async Task What_it_says_of_a_delivery_holds_no_secret()
    {
        foreach (var spec in new[] { Reachable, Unreachable }.OfType<ChannelSpec>())
            Assert.DoesNotContain(Secret, (await Send(spec)).Detail ?? "");
    }

    protected Task<Delivery> Send(ChannelSpec spec) => Channel.Send(Page, spec, TestContext.Current.CancellationToken);
}
