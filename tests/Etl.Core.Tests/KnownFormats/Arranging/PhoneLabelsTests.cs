using System.Text;
using Etl.Core.KnownFormats.Arranging;

namespace Etl.Core.Tests.KnownFormats.Arranging;

public sealed class PhoneLabelsTests
{
    [Theory]
    [InlineData("Mobile", nameof(PhoneLabel.Mobile))]
    [InlineData("* MOBIL 2", nameof(PhoneLabel.Mobile))]
    [InlineData("Móvil", nameof(PhoneLabel.Mobile))]
    [InlineData("MÓVIL", nameof(PhoneLabel.Mobile))]
    [InlineData("手机", nameof(PhoneLabel.Mobile))]
    [InlineData("Мобильный", nameof(PhoneLabel.Mobile))]
    [InlineData("Privat", nameof(PhoneLabel.Home))]
    [InlineData("Casa", nameof(PhoneLabel.Home))]
    [InlineData("Domicile", nameof(PhoneLabel.Home))]
    [InlineData("住宅", nameof(PhoneLabel.Home))]
    [InlineData("בית", nameof(PhoneLabel.Home))]
    [InlineData("Arbeit", nameof(PhoneLabel.Work))]
    [InlineData("Trabajo", nameof(PhoneLabel.Work))]
    [InlineData("Travail", nameof(PhoneLabel.Work))]
    [InlineData("Służbowy", nameof(PhoneLabel.Work))]
    [InlineData("İş", nameof(PhoneLabel.Work))]
    [InlineData("العمل", nameof(PhoneLabel.Work))]
    [InlineData("Home Fax", nameof(PhoneLabel.Fax))]
    [InlineData("传真", nameof(PhoneLabel.Fax))]
    [InlineData("Voiture", nameof(PhoneLabel.Car))]
    [InlineData("Pager", nameof(PhoneLabel.Pager))]
    [InlineData("Telex", nameof(PhoneLabel.Never))]
    [InlineData("Grandma", nameof(PhoneLabel.None))]
    [InlineData("", nameof(PhoneLabel.None))]
    public void A_label_is_read_in_any_language_of_the_dictionary(string label, string expected) =>
        Assert.Equal(expected, PhoneLabels.Of(Encoding.UTF8.GetBytes(label)).ToString());

    [Theory]
    [InlineData("Home", "Privat", true)]
    [InlineData("Coche", "Car", true)]
    [InlineData("Home", "Work", false)]
    [InlineData("Assistant", "Callback", false)]
    [InlineData("Work Fax", "Home Fax", false)]
    [InlineData("Blog", "blog", true)]
    public void Two_labels_are_the_same_when_they_say_the_same(string label, string other, bool expected) =>
        Assert.Equal(expected, PhoneLabels.IsSame(Encoding.UTF8.GetBytes(label), Encoding.UTF8.GetBytes(other)));

    [Fact]
    public void Every_line_of_the_dictionary_is_read() => Assert.True(LabelTable.Default.Kinds.Count > 250);
}
