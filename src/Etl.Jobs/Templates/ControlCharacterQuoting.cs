using YamlDotNet.Core;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.EventEmitters;

namespace Etl.Jobs.Templates;

/// <summary>Writes texts with line breaks or other control characters in double quotes: YAML's other styles turn CRLF into LF.</summary>
sealed class ControlCharacterQuoting(IEventEmitter next) : ChainedEventEmitter(next)
{
    public override void Emit(ScalarEventInfo eventInfo, IEmitter emitter)
    {
        if (eventInfo.Source.Value is string text && text.Any(char.IsControl))
        {
            eventInfo.Style = ScalarStyle.DoubleQuoted;
        }
        base.Emit(eventInfo, emitter);
    }
}
