package copydesk;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * Starts one Elasticsearch node in this process: what the official start script does, less what needs its distribution
 * (native libraries, keystore, security, entitlements). Arguments: the home folder, then settings as key=value. The
 * system property copydesk.until_exit_of names a process that this one shall not outlive.
 */
public final class Launcher {
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        Settings settings = settings(home, arguments);
        Environment environment = new Environment(settings, home.resolve("config"));
        LogConfigurator.configureESLogging();
        LogConfigurator.configure(environment, true); // config/log4j2.properties
        PluginsLoader plugins = PluginsLoader.createPluginsLoader(
            PluginsLoader.loadModulesBundles(home.resolve("modules"), false),
            PluginsLoader.loadPluginsBundles(home.resolve("plugins"), false),
            Map.of(),
            false // on the class path there are no module layers that would need the server's exports
        );
        Node node = new Node(environment, plugins);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node))); // SIGTERM ends it in good order
        node.start();
        endWith(System.getProperty("copydesk.until_exit_of", ""));
        new CountDownLatch(1).await();
    }

    private static Settings settings(Path home, String[] arguments) {
        Settings.Builder settings = Settings.builder().put("path.home", home.toString());
        for (int i = 1; i < arguments.length; i++) {
            String[] pair = arguments[i].split("=", 2);
            settings.put(pair[0], pair[1]);
        }
        return settings.build();
    }

    /** A node that a test started must not outlive the test, even one that was killed. */
    private static void endWith(String processId) {
        if (!processId.isEmpty()) {
            ProcessHandle.of(Long.parseLong(processId))
                .ifPresentOrElse(process -> process.onExit().thenRun(() -> System.exit(0)), () -> System.exit(0));
        }
    }

    private static void close(Node node) {
        try {
            node.prepareForClose();
            node.close();
        } catch (Exception error) {
            error.printStackTrace(); // the log file is all there is left
        }
    }
}
