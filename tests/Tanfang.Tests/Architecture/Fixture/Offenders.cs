using Fixture.Beta;
using Fixture.Beta.Inner;
using Hidden = Fixture.Beta.Inner.Secret;

namespace Fixture.Alpha;

internal sealed class ByArgumentOfAGeneric
{
    public static object Make() => new List<Dictionary<string, Hidden[]>>();
}

[SecretMark]
internal sealed class ByAttribute;

internal sealed class ByBase : Secret;

internal sealed class ByCatch
{
    public static void Try(Action act)
    {
        try
        {
            act();
        }
        catch (SecretMishap) { }
    }
}

internal sealed class ByConstraint<T>
    where T : Secret;

internal sealed class ByField
{
    public Hidden? Held { get; init; }
}

internal sealed class ByLambda
{
    public static Func<int> Make(int more) => () => Door.Open().Weight + more;
}

internal sealed class ByLocal
{
    public static bool Same()
    {
        var one = Door.Open();
        return one.Equals(one);
    }
}

internal sealed class ByParameter
{
    public static void Take(Hidden[]? all) => _ = all;
}

internal sealed class ByStaticCall
{
    public static int Count() => Secret.Count;
}

[System.ComponentModel.TypeConverter(typeof(Secret))]
internal sealed class ByTypeInAnAttribute;

internal sealed class BySwitch
{
    public static int Choose(int way)
    {
        switch (way)
        {
            case 0:
                return 5;
            case 1:
                return 7;
            case 2:
                return Secret.Count;
            case 3:
                return 11;
            default:
                return 13;
        }
    }
}

internal sealed class ByTypeof
{
    public static Type Which() => typeof(Hidden);
}

internal sealed class Innocent
{
    public static int Ask() => Door.Weigh();
}
